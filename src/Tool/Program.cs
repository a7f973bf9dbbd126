using System.Text;
using ShadowGen.Tool;
using ShadowGen.Tool.Output;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
return await ToolProgram.RunAsync(args, Screen.OfConsole(), stop.Token).ConfigureAwait(false);
