using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

[Collection(nameof(Services))]
public class FileCallTests
{
    [Fact]
    public void Files_and_streams_are_service_calls() => Behaviour.Agrees(
        """
        [assembly: ShadowCalls(ServiceCalls.Files)]
        static class Program
        {
            public static string Run()
            {
                var path = Path.GetTempFileName();
                try
                {
                    File.WriteAllText(path, "one\ntwo\n");
                    using (var stream = new FileStream(path, FileMode.Append)) stream.Write(new byte[] { 65, 66 }, 0, 2);
                    using Stream any = File.OpenRead(path);
                    var buffer = new byte[16];
                    var read = any.Read(buffer, 0, 16) + any.Read(buffer.AsSpan());
                    using var reader = new StreamReader(path);
                    return reader.ReadLine() + read + File.ReadAllText(path).Length;
                }
                finally { File.Delete(path); }
            }
        }
        """,
        "one1010",
        [
            "Program.Run -> System.IO.File.WriteAllText = 1", "Program.Run -> System.IO.File.OpenRead = 1", "Program.Run -> System.IO.File.ReadAllText = 1", "Program.Run -> System.IO.File.Delete = 1",
            "Program.Run -> System.IO.FileStream.Write = 1", "Program.Run -> System.IO.Stream.Read = 1", "Program.Run -> System.IO.Stream.Read = 1", "Program.Run -> System.IO.StreamReader.ReadLine = 1",
        ]);

    [Fact]
    public void Memory_and_network_are_no_files() => Behaviour.Agrees(
        """
        [assembly: ShadowCalls(ServiceCalls.Files)]
        static class Program
        {
            private static void Unused(System.Net.Sockets.NetworkStream stream) => stream.Flush();
            public static string Run()
            {
                using var memory = new MemoryStream();
                memory.Write(new byte[3], 0, 3);
                return memory.Length.ToString();
            }
        }
        """,
        "3");
}
