namespace ShadowGen.Hosts.Plugin;

[Shadowed]
public sealed class Plugin
{
    public int Run(int times)
    {
        var sum = 0;
        for (var i = 0; i < times; i++)
            sum += Step(i);
        return sum;
    }

    public int Step(int i) => (i * 31) % 7;
}
