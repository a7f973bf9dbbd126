using System.Text;
using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class SkeletonParserTests
{
    private const string Valid =
        "shadowgen-skeleton 1\n" +
        "assembly Shop\n" +
        "file Orders/Order Service.cs\n" +
        "method 00000000000000aa 31 s M:Shop.OrderService.Handle(Shop.Order)\n" +
        "method 00000000000000bb 40 sav M:Shop.OrderService.Load``1(System.Func{``0, System.Int32})\n" +
        "callee 00000000000000cc - M:Shop.Prices.Get\n" +
        "features 00000000000000bb s:text.Length s:count c:mode\n" +
        "print 00000000000000aa 0123456789abcdeffedcba9876543210 81\n" +
        "edge 0 00000000000000aa 00000000000000bb 0 33:9\n" +
        "edge 1 00000000000000aa 00000000000000cc 2 34:9,36:13\n" +
        "skip dynamic 50:7 00000000000000cc 00000000000000bb\n";

    [Fact]
    public void Every_kind_of_line_is_read()
    {
        var file = Parse(Valid);

        Assert.Empty(file.Errors);
        Assert.Equal("Orders/Order Service.cs", file.Path);
        Assert.Equal(
        [
            new SkeletonFunction(new(0xaa), "Shop", "M:Shop.OrderService.Handle(Shop.Order)", 31, true, true, false, false),
            new SkeletonFunction(new(0xbb), "Shop", "M:Shop.OrderService.Load``1(System.Func{``0, System.Int32})", 40, true, true, true, true),
            new SkeletonFunction(new(0xcc), "Shop", "M:Shop.Prices.Get", 0, false, false, false, false),
        ], file.Functions);
        var features = Assert.Single(file.Features);
        Assert.Equal(new FunctionId(0xbb), features.Id);
        Assert.Equal([new("text.Length", ArgumentKind.Size), new("count", ArgumentKind.Size), new("mode", ArgumentKind.Code)], features.Features);
        Assert.Equal([new SkeletonPrint(new(0xaa), new(0x0123456789abcdef, 0xfedcba9876543210, 81))], file.Prints);
        Assert.Equal([0, 1], file.Edges.Select(edge => edge.Ordinal));
        Assert.Equal((new FunctionId(0xaa), new FunctionId(0xcc), 2), (file.Edges[1].Caller, file.Edges[1].Callee, file.Edges[1].LoopDepth));
        Assert.Equal([(34, 9), (36, 13)], file.Edges[1].Sites);
        Assert.Equal([new SkeletonSkip("dynamic", 50, 7, new(0xcc), new(0xbb))], file.Skips);
    }

    [Theory]
    [InlineData("method 00aa 1 s M:X", "16 hex digits")]
    [InlineData("method 00000000000000aa -1 s M:X", "line must be a number")]
    [InlineData("method 00000000000000aa 1 S M:X", "lower-case letters, not 'S'")]
    [InlineData("method 00000000000000aa 1 s", "documentation id is missing")]
    [InlineData("features 00aa s:x", "16 hex digits")]
    [InlineData("features 00000000000000aa", "features are missing")]
    [InlineData("features 00000000000000aa x", "s:name or c:name, not 'x'")]
    [InlineData("features 00000000000000aa s:", "s:name or c:name, not 's:'")]
    [InlineData("features 00000000000000aa t:x", "s:name or c:name, not 't:x'")]
    [InlineData("features 00000000000000aa s:a s:b s:c s:d s:e", "4 features at most")]
    [InlineData("print 00aa 0123456789abcdeffedcba9876543210 81", "16 hex digits")]
    [InlineData("print 00000000000000aa", "32 hex digits and a number of tokens")]
    [InlineData("print 00000000000000aa 0123456789abcdeffedcba987654321 81", "32 hex digits and a number of tokens")]
    [InlineData("print 00000000000000aa 0123456789abcdeffedcba987654321x 81", "32 hex digits and a number of tokens")]
    [InlineData("print 00000000000000aa 0123456789abcdeffedcba9876543210", "32 hex digits and a number of tokens")]
    [InlineData("print 00000000000000aa 0123456789abcdeffedcba9876543210 -1", "32 hex digits and a number of tokens")]
    [InlineData("edge 4096 00000000000000aa 00000000000000aa 0 1:1", "0 to 4095")]
    [InlineData("edge 1 00000000000000aa zz 0 1:1", "ids of 16 hex digits")]
    [InlineData("edge 1 00000000000000aa 00000000000000aa x 1:1", "loop depth")]
    [InlineData("edge 1 00000000000000aa 00000000000000aa 0", "line:column")]
    [InlineData("edge 1 00000000000000aa 00000000000000aa 0 1:1,2", "line:column")]
    [InlineData("edge 0 00000000000000aa 00000000000000aa 0 1:1", "ascending")]
    [InlineData("skip dynamic 5 00000000000000aa 00000000000000aa", "line:column")]
    [InlineData("skip dynamic 5:1 00000000000000aa", "ids of 16 hex digits")]
    [InlineData("left", "reason is missing")]
    [InlineData("left too-small 3", "must be numbers")]
    [InlineData("left too-small 3 -1", "must be numbers")]
    [InlineData(" method", "begins with a space")]
    [InlineData("file ", "needs a path")]
    [InlineData("assembly", "needs a name")]
    public void A_bad_line_is_told_with_its_number_and_the_rest_stands(string line, string message)
    {
        var file = Parse("shadowgen-skeleton 1\nedge 0 00000000000000aa 00000000000000bb 0 33:9\n" + line + "\nskip dynamic 50:7 00000000000000cc 00000000000000bb\n");

        var error = Assert.Single(file.Errors);
        Assert.Equal(3, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Single(file.Edges);
        Assert.Single(file.Skips);
    }

    [Fact]
    public void What_a_newer_generator_adds_is_passed_over()
    {
        var file = Parse("shadowgen-skeleton 1\nassembly App\ncolour blue\ncallee 00000000000000aa xi M:N.T.A\nassembly Lib\ncallee 00000000000000bb sf M:N.T.B\nleft too-small 12 3\nleft excluded 1 0\n");

        Assert.Empty(file.Errors);
        Assert.Equal("App", file.Assembly);
        Assert.Equal(["App", "Lib"], file.Functions.Select(function => function.Assembly));
        Assert.Equal([new SkeletonLeftOut("too-small", 12, 3), new SkeletonLeftOut("excluded", 1, 0)], file.LeftOut);
    }

    [Fact]
    public void An_assembly_line_holds_for_what_follows_and_service_calls_are_told_by_a_letter()
    {
        var file = Parse("shadowgen-skeleton 1\nassembly Shop\nmethod 00000000000000aa 3 s M:Shop.Run\nassembly System.Net.Http\ncallee 00000000000000bb avx M:System.Net.Http.HttpClient.SendAsync\n");

        Assert.Empty(file.Errors);
        Assert.Equal(
        [
            new SkeletonFunction(new(0xaa), "Shop", "M:Shop.Run", 3, true, true, false, false),
            new SkeletonFunction(new(0xbb), "System.Net.Http", "M:System.Net.Http.HttpClient.SendAsync", 0, false, false, true, true, IsService: true),
        ], file.Functions);
    }

    [Fact]
    public void Letters_and_lines_of_a_newer_generator_are_passed_over()
    {
        var file = Parse("shadowgen-skeleton 1\ncolour blue\nmethod 00000000000000aa 3 qsz M:Shop.Run\n");

        Assert.Empty(file.Errors);
        Assert.True(Assert.Single(file.Functions).IsShadowed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("shadowgen-skeleton 2\nfile x\n")]
    [InlineData("shadowgen-skeleton 1 \nfile x\n")]
    public void Another_version_is_refused_as_a_whole(string text)
    {
        var file = Parse(text);

        Assert.Equal(1, Assert.Single(file.Errors).Line);
        Assert.Equal("", file.Path);
    }

    [Fact]
    public void Line_ends_of_Windows_are_read_alike()
    {
        var file = Parse(Valid.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Empty(file.Errors);
        Assert.Equal("M:Shop.Prices.Get", file.Functions[2].DocumentationId);
    }

    [Fact]
    public void Errors_are_bounded()
    {
        var file = Parse("shadowgen-skeleton 1\n" + string.Concat(Enumerable.Repeat("edge\n", 1000)));

        Assert.Equal(SkeletonParser.MaxErrors, file.Errors.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_bytes_are_safe(int seed)
    {
        var random = new Random(seed);
        var valid = Encoding.UTF8.GetBytes(Valid);
        var kept = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var bytes = round % 4 == 0 ? new byte[random.Next(200)] : valid.ToArray();
            if (round % 4 == 0) random.NextBytes(bytes);
            else Mutate(random, ref bytes);
            var file = SkeletonParser.Parse(bytes);
            var model = new GraphModel();
            model.AddSkeleton(random.Next(100), file);
            kept += model.Publish().Edges.Count;
        }
        Assert.True(kept > 10_000, $"mutations must reach past the header: {kept} edges");
    }

    private static void Mutate(Random random, ref byte[] bytes)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)" \n:,09-"[random.Next(7)];
                    break;
                case 2:
                    bytes = [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
                    if (bytes.Length == 0) bytes = [0];
                    break;
                default:
                    bytes = [.. bytes[..at], .. bytes.Skip(random.Next(bytes.Length)).Take(20), .. bytes[at..]];
                    break;
            }
        }
    }

    private static SkeletonFile Parse(string text) => SkeletonParser.Parse(Encoding.UTF8.GetBytes(text));
}
