using System.CommandLine;

namespace ShadowGen.Tool;

/// <summary>Options that mean the same in each verb.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of tables: for programs." };

    public static Argument<string> Model() => new("model")
    {
        Description = "A model file, as a process writes it to ShadowModelPath.",
        DefaultValueFactory = _ => "app.shadow",
    };

    /// <summary>A whole number that is not below the least one that makes sense.</summary>
    public static Option<int> Number(string name, int value, int least, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var given) && given < least) result.AddError($"{name} is {given}: it must be {least} or more.");
        });
        return option;
    }
}
