using ShadowGen.Shared.Model;

namespace ShadowGen.Tests.Model;

/// <summary>The text of a model file: what is written is read again, and what is wrong is said with its line.</summary>
public sealed class ModelTextTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var text = ModelWriter.Write(RandomModels.File(seed));
            Assert.Equal(text, ModelWriter.Write(ModelReader.Read(text)));
        }
    }

    [Fact]
    public void A_fold_is_read_again()
    {
        var text = ModelWriter.Write(ModelFold.Compact(new([], Enumerable.Range(0, 40).Select(run => RandomModels.Source(run, 2))), 2));
        Assert.Contains("\nfold ", text, StringComparison.Ordinal);
        Assert.Equal(text, ModelWriter.Write(ModelReader.Read(text)));
    }

    [Fact]
    public void Line_ends_of_another_system_do_no_harm()
    {
        var text = ModelWriter.Write(RandomModels.File(5));
        Assert.Equal(text, ModelWriter.Write(ModelReader.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal))));
    }

    [Fact]
    public void Methods_that_begin_alike_are_told_by_their_full_ids()
    {
        const ulong left = 0xAAAA_BBBB_0000_0001, right = 0xAAAA_BBBB_0000_0002;
        var source = new ModelSource { Id = 1, Generation = 1 };
        source.Edges[(left, right)] = 5;
        var text = ModelWriter.Write(new([], [source]));

        Assert.Contains("edge aaaabbbb00000001 aaaabbbb00000002 5", text, StringComparison.Ordinal);
        Assert.Equal(5, ModelReader.Read(text).Sources[1].Edges[(left, right)]);
        Assert.Contains("line 5: it speaks of a method", Fault(Sealed(text.Replace("edge aaaabbbb00000001", "edge aaaabbbb", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_would_break_a_line_are_escaped()
    {
        var method = new ModelMethod(7, "", "flow:two\nlines \\ and\ta tab", "f", "", "", 1);
        var text = ModelWriter.Write(new([method], []));

        Assert.Equal(3, text.Count(c => c == '\n'));
        Assert.Equal(method, ModelReader.Read(text).Methods[7]);
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("hello\n", "line 1: not a model file: the first line must be 'shadowgen-model 1', and is 'hello'")]
    [InlineData("shadowgen-model 2\n", "line 1: the file is of another version than 1")]
    [InlineData("shadowgen-model 1\n", "line 1: the file ends here, without its 'end' line: it was cut off")]
    [InlineData("shadowgen-model 1\n<<<<<<< HEAD\n", "line 2: the file has a version control conflict: take both sides with 'dotnet shadowgen merge")]
    [InlineData("shadowgen-model 1\nmethod 12 s - - 1 M:X\n", "line 2: a method's id is 16 lower-case hex digits, not '12'")]
    [InlineData("shadowgen-model 1\nmethod 0000000000000012 s - - x M:X\n", "line 2: the time of a method's description")]
    [InlineData("shadowgen-model 1\nmethod 0000000000000012 S - - 1 M:X\n", "line 2: a method's flags")]
    [InlineData("shadowgen-model 1\nmethod 0000000000000012 s - - 1 \n", "line 2: the method's name is missing")]
    [InlineData("shadowgen-model 1\nedge 0 0 1\n", "line 2: 'edge' is not known here, before any 'source'")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\nnoise\n", "line 3: 'noise' is not a kind of line")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 -1 1 1 a\n", "line 2: the generation of a source")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\nedge 0 0 many\n", "line 3: the calls of an edge")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\nedge 0 12345678 1\n", "line 3: it speaks of a method that has no 'method' line")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\ncost 0 zz 1 1 1 1 1 1 0:0:0:1\n", "line 3: a cost is one of ic, ie")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\ncost 0 ic 1 1 1 1 1 1 9:0:0:1\n", "line 3: the quantiles of a cost cannot be read")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\ncost 0 ic 1 1 1 1 2 1 0:0:0:1\n", "line 3: a cost is of at least one call")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\nstart 0000000000000000 0>0 0*9999999\n", "line 3: a window has at most 512 calls")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\nstart 0000000000000000 0>0 1\n", "line 3: '1' is none of the window's calls")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\narrive 0 24:1:1\n", "line 3: arrivals are told as hour:calls:seconds")]
    [InlineData("shadowgen-model 1\nsource 0000000000000001 1 1 1 a\nlaw 0 x 1\n", "line 3: arguments are whole numbers")]
    public void What_is_wrong_is_said_with_its_line(string text, string fault) => Assert.StartsWith(fault, Fault(text), StringComparison.Ordinal);

    [Fact]
    public void A_changed_byte_is_found_by_the_checksum()
    {
        var text = ModelWriter.Write(new([], [RandomModels.Source(1, 1)]));
        var at = text.IndexOf("edge ", StringComparison.Ordinal);
        var end = text.IndexOf('\n', at);
        var changed = text[..(end - 1)] + (text[end - 1] == '7' ? '8' : '7') + text[end..];

        Assert.Contains("the checksum is", Fault(changed), StringComparison.Ordinal);
        Assert.Contains("there are lines after the 'end' line", Fault(text + "more\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_was_cut_off_anywhere_is_refused()
    {
        var text = ModelWriter.Write(new([RandomModels.Method(1, 1)], [RandomModels.Source(1, 1)]));
        for (var length = 0; length < text.Length - 1; length += 7) Assert.NotEmpty(Fault(text[..length]));
    }

    [Fact]
    public void No_control_character_of_a_damaged_file_reaches_the_message() => Assert.DoesNotContain('\u001b', Fault("shadowgen-model 1\n\u001b[31mred\n"));

    [Fact]
    public void Five_thousand_methods_fit_into_a_megabyte_and_what_matters_most_stays()
    {
        const int methods = 5000;
        var source = new ModelSource { Id = 1, Generation = 1 };
        for (var i = 0; i < methods; i++)
        {
            source.Edges[(IdOf(i / 2), IdOf(i))] = 1 + i;
            source.Edges[(IdOf(i / 3), IdOf(i))] = 1 + i;
            for (var key = 0; key < ModelCost.Keys.Length; key++)
                source.Costs[(IdOf(i), key)] = new(100, 10_000, 1000L * (i + 1), 900_000L * (i + 1), 5, 500, false, new(0, 50, 0, [.. Enumerable.Repeat(17L, 80)]));
        }
        var described = Enumerable.Range(0, methods).Select(i => new ModelMethod(IdOf(i), "Shop.Orders", $"M:Shop.Orders.Services.Service{i % 100}.HandleOrder{i}(Shop.Orders.Order,System.Int32)", "s", new string('a', 32) + ":120", "s:order.Lines.Count", 20_785));

        var left = ModelFit.Write(new(described, [source]), out var text);

        Assert.InRange(text.Length, 900_000, ModelFit.Bound);
        Assert.True(left > 0);
        var read = ModelReader.Read(text);
        Assert.Equal(methods, read.Methods.Count);
        Assert.Equal(source.Edges.Count, read.Sources[1].Edges.Count);
        Assert.True(read.Sources[1].Costs.ContainsKey((IdOf(methods - 1), 0)));
        Assert.Equal(0, ModelFit.Write(new(described.Take(500), []), out _));

        static ulong IdOf(int i) => ((ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15) | 1;
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_with_a_line()
    {
        var model = System.Text.Encoding.UTF8.GetBytes(ModelWriter.Write(ModelFile.Merge(RandomModels.File(8), new([], [RandomModels.Source(3, 3)]))));
        var mutations = new ModelMutations(model, seed: 20_261_128);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 3000; i++) mutations.Next();

        Assert.Equal(3000, mutations.Refused + mutations.Read);
        Assert.True(mutations.Refused > 1000);
        Assert.True(mutations.Read > 0); // with a checksum made anew, changed numbers are as good as any
        Assert.InRange((GC.GetTotalAllocatedBytes(precise: true) - before) / 3000, 0, 60L * model.Length);
    }

    private static string Fault(string text) => Assert.Throws<ModelFormatException>(() => ModelReader.Read(text)).Message;

    // With the checksum of what it says.
    private static string Sealed(string text)
    {
        var body = text[..(text.LastIndexOf("end ", StringComparison.Ordinal))];
        return body + "end " + ModelText.Checksum(body) + "\n";
    }
}
