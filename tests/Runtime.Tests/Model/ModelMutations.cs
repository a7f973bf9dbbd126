using System.Text;
using ShadowGen.Shared.Model;

namespace ShadowGen.Tests.Model;

/// <summary>Reads a model file with bytes changed, lines repeated, parts cut out and joined, half of them with the checksum made anew, so that what is behind it is reached.</summary>
internal sealed class ModelMutations(byte[] model, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Files that were taken for models.</summary>
    public int Read { get; private set; }

    /// <summary>Files that were refused, with the line at fault.</summary>
    public int Refused { get; private set; }

    public void Next()
    {
        var bytes = new List<byte>(model);
        for (var i = _random.Next(1, 6); i > 0; i--) Mutate(bytes);
        var text = Encoding.UTF8.GetString([.. bytes]);
        if (_random.Next(2) == 0) text = Sealed(text);
        try
        {
            var file = ModelReader.Read(text);
            ModelWriter.Write(ModelReader.Read(ModelWriter.Write(ModelFold.Compact(file, 0))));
            Read++;
        }
        catch (ModelFormatException exception)
        {
            if (exception.Line < 1 || exception.Fault.Length == 0) throw new InvalidOperationException("a fault without its line");
            Refused++;
        }
    }

    private void Mutate(List<byte> bytes)
    {
        if (bytes.Count < 8) return;
        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 64), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes[at] = (byte)('0' + _random.Next(10));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(_random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(new string('9', length)));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                var from = bytes.IndexOf((byte)'\n', at);
                var to = from < 0 ? -1 : bytes.IndexOf((byte)'\n', from + 1);
                if (to > 0) bytes.InsertRange(from + 1, bytes.GetRange(from + 1, to - from));
                break;
        }
    }

    private static string Sealed(string text)
    {
        var end = text.LastIndexOf("end ", StringComparison.Ordinal);
        var body = (end < 0 ? text : text[..end]).Replace("\r", "", StringComparison.Ordinal);
        if (!body.EndsWith('\n')) body += "\n";
        return body + "end " + ModelText.Checksum(body) + "\n";
    }
}
