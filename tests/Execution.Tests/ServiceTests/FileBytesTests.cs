using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

[Collection(nameof(Services))]
public class FileBytesTests
{
    [Fact]
    public void What_streams_move_is_booked_with_their_calls() => Services.Agree(
        "Files",
        """
        static class Program
        {
            public static string Run()
            {
                var path = Path.GetTempFileName();
                var trace = "";
                using (var file = new FileStream(path, FileMode.Create))
                {
                    file.Write(new byte[100], 10, 50);
                    file.Write(new byte[7]);
                    file.WriteByte(1);
                    file.WriteAsync(new byte[20], 0, 5).Wait();
                    file.WriteAsync(new byte[3]).AsTask().Wait();
                    file.Flush();
                }
                using (Stream any = new FileStream(path, FileMode.Open))
                {
                    var buffer = new byte[40];
                    trace += any.Read(buffer, 0, 40) + ",";
                    trace += any.Read(buffer.AsSpan(0, 10)) + ",";
                    trace += any.ReadByte() + ",";
                    trace += any.ReadAsync(buffer, 0, 8).Result + ",";
                    trace += any.ReadAsync(buffer).AsTask().Result + ",";
                    trace += any.Read(buffer, 0, 40) + "," + any.ReadByte();
                    any.Position = 0;
                    any.ReadExactly(buffer, 0, 4);
                    any.ReadExactly(buffer.AsSpan(0, 5));
                    any.ReadExactlyAsync(buffer, 0, 6).AsTask().Wait();
                }
                (new FileInfo(path)).Delete();
                return trace;
            }
        }
        """,
        "40,10,0,8,7,0,-1",
        "System.IO.FileStream.Write 2 - 57", "System.IO.FileStream.WriteByte 1 - 1", "System.IO.FileStream.WriteAsync 1 - 3", "System.IO.Stream.WriteAsync 1 - 5", "System.IO.FileStream.Flush 1 - -",
        "System.IO.Stream.Read 3 50 -", "System.IO.Stream.ReadByte 2 1 -", "System.IO.Stream.ReadAsync 2 15 -", "System.IO.Stream.ReadExactly 2 9 -", "System.IO.Stream.ReadExactlyAsync 1 6 -");

    [Fact]
    public void Whole_files_are_booked_by_their_length() => Services.Agree(
        "Files",
        """
        static class Program
        {
            public static string Run()
            {
                var path = Path.GetTempFileName();
                File.WriteAllBytes(path, new byte[11]);
                var trace = File.ReadAllBytes(path).Length + ",";
                File.WriteAllText(path, "äöü", Encoding.UTF8);
                trace += File.ReadAllText(path) + ",";
                File.WriteAllTextAsync(path, "xyz").Wait();
                File.AppendAllText(path, "ö");
                File.AppendAllText(path, "ab", Encoding.ASCII);
                trace += File.ReadAllTextAsync(path).Result + ",";
                File.WriteAllLines(path, new[] { "a", "b" });
                trace += File.ReadAllLines(path).Length;
                File.Delete(path);
                return trace;
            }
        }
        """,
        "11,äöü,xyzöab,2",
        "System.IO.File.WriteAllBytes 1 - 11", "System.IO.File.ReadAllBytes 1 11 -",
        "System.IO.File.WriteAllText 1 - 9", "System.IO.File.ReadAllText 1 9 -",
        "System.IO.File.WriteAllTextAsync 1 - 3", "System.IO.File.AppendAllText 2 - 4", "System.IO.File.ReadAllTextAsync 1 7 -",
        "System.IO.File.WriteAllLines 1 - 4", "System.IO.File.ReadAllLines 1 4 -", "System.IO.File.Delete 1 - -");

    [Fact]
    public void What_fails_moves_nothing_and_fails_as_before() => Services.Agree(
        "Files",
        """
        static class Program
        {
            private static string Try(Action act)
            {
                try { act(); return "ok;"; }
                catch (AggregateException e) { return e.InnerException!.GetType().Name + ";"; }
                catch (Exception e) { return e.GetType().Name + ";"; }
            }
            public static string Run()
            {
                var none = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "x");
                return Try(() => File.ReadAllText(none)) + Try(() => File.ReadAllBytesAsync(none).Wait()) + Try(() => File.WriteAllBytes(none, (byte[])null!))
                    + Try(() => Stream.Null.Write(null!, 0, -1)) + Try(() => File.AppendAllText(none, "x"));
            }
        }
        """,
        "DirectoryNotFoundException;DirectoryNotFoundException;ArgumentNullException;ok;DirectoryNotFoundException;",
        "System.IO.File.ReadAllText 1 - -", "System.IO.File.ReadAllBytesAsync 1 - -", "System.IO.File.WriteAllBytes 1 - -", "System.IO.File.AppendAllText 1 - -",
        "System.IO.Stream.Write 1 - -");

    [Fact]
    public void What_no_call_tells_is_not_measured() => Services.Agree(
        "Files",
        """
        static class Program
        {
            public static string Run()
            {
                var path = Path.GetTempFileName();
                using (var writer = new StreamWriter(path)) writer.WriteLine("one");
                using var reader = new StreamReader(path);
                return reader.ReadLine()!;
            }
        }
        """,
        "one",
        "System.IO.StreamWriter.WriteLine 1 - -", "System.IO.StreamReader.ReadLine 1 - -");
}
