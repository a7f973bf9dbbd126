using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

[Collection(nameof(Services))]
public class HttpBytesTests
{
    /// <summary>Answers each request with as many bytes as its path says, and tells what bodies it was sent.</summary>
    private const string Server =
        """
        sealed class Server : IDisposable
        {
            private readonly HttpListener _listener = new();
            private readonly Task _serving;
            public long Received;
            public Server()
            {
                for (var port = 20000 + Environment.ProcessId % 20000; ; port++)
                {
                    _listener = new HttpListener();
                    _listener.Prefixes.Add(Url = "http://127.0.0.1:" + port + "/");
                    try { _listener.Start(); break; } catch (HttpListenerException) { }
                }
                _serving = Task.Run(Serve);
            }
            public string Url { get; }
            private void Serve()
            {
                while (true)
                {
                    HttpListenerContext context;
                    try { context = _listener.GetContext(); } catch (Exception) { return; }
                    var body = new MemoryStream();
                    context.Request.InputStream.CopyTo(body);
                    Received += body.Length;
                    var length = int.Parse(context.Request.Url!.AbsolutePath.Trim('/'));
                    if (context.Request.HttpMethod == "HEAD") context.Response.ContentLength64 = length;
                    else if (length == 0) context.Response.StatusCode = 304;
                    else if (length > 900) { context.Response.SendChunked = true; context.Response.OutputStream.Write(new byte[length]); }
                    else { context.Response.ContentLength64 = length; context.Response.OutputStream.Write(new byte[length]); }
                    context.Response.Close();
                }
            }
            public void Dispose() { _listener.Stop(); _listener.Close(); _serving.Wait(); }
        }
        """;

    [Fact]
    public void Bodies_are_booked_by_their_length() => Services.Agree(
        "Http",
        Server + """
        static class Program
        {
            public static string Run()
            {
                using var server = new Server();
                using var client = new HttpClient();
                var trace = client.GetAsync(server.Url + "10").Result.StatusCode + ",";
                trace += client.PostAsync(server.Url + "20", new StringContent("12345")).Result.StatusCode + ",";
                trace += client.GetByteArrayAsync(server.Url + "30").Result.Length + ",";
                trace += client.GetAsync(server.Url + "1000").Result.StatusCode + ",";
                trace += client.SendAsync(new HttpRequestMessage(HttpMethod.Head, server.Url + "40")).Result.StatusCode + ",";
                trace += client.Send(new HttpRequestMessage(HttpMethod.Get, server.Url + "0")).StatusCode + ",";
                trace += client.GetStringAsync(server.Url + "50").Result.Length + ",";
                return trace + server.Received;
            }
        }
        """,
        "OK,OK,30,OK,OK,NotModified,50,5",
        "System.Net.Http.HttpClient.GetAsync 2 1010 -", "System.Net.Http.HttpClient.PostAsync 1 20 5", "System.Net.Http.HttpClient.GetByteArrayAsync 1 30 -",
        "System.Net.Http.HttpClient.SendAsync 1 - -", "System.Net.Http.HttpClient.Send 1 - -", "System.Net.Http.HttpClient.GetStringAsync 1 - -");

    [Fact]
    public void A_body_that_is_still_to_be_read_and_whose_length_nobody_tells_is_not_booked() => Services.Agree(
        "Http",
        Server + """
        static class Program
        {
            public static string Run()
            {
                using var server = new Server();
                using var client = new HttpClient();
                using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
                using var chunked = client.GetAsync(server.Url + "1000", HttpCompletionOption.ResponseHeadersRead).Result;
                using var known = invoker.SendAsync(new HttpRequestMessage(HttpMethod.Put, server.Url + "7") { Content = new ByteArrayContent(new byte[3]) }, default).Result;
                return chunked.Content.ReadAsByteArrayAsync().Result.Length + "," + known.StatusCode;
            }
        }
        """,
        "1000,OK",
        "System.Net.Http.HttpClient.GetAsync 1 - -", "System.Net.Http.HttpMessageInvoker.SendAsync 1 7 3");

    [Fact]
    public void Failures_are_those_of_the_plain_build() => Services.Agree(
        "Http",
        """
        static class Program
        {
            public static string Run()
            {
                using var client = new HttpClient();
                var trace = "";
                try { client.GetAsync("http://127.0.0.1:1/").GetAwaiter().GetResult(); } catch (HttpRequestException e) { trace += e.HttpRequestError + ","; }
                try { client.GetAsync("relative").GetAwaiter().GetResult(); } catch (InvalidOperationException e) { trace += e.GetType().Name + ","; }
                try { client.SendAsync(null!); } catch (ArgumentNullException e) { trace += e.ParamName + ","; }
                var cancelled = client.GetAsync("http://127.0.0.1:1/", new CancellationToken(true));
                try { cancelled.GetAwaiter().GetResult(); } catch (TaskCanceledException) { trace += cancelled.Status; }
                return trace;
            }
        }
        """,
        "ConnectionError,InvalidOperationException,request,Canceled",
        "System.Net.Http.HttpClient.GetAsync 3 - -", "System.Net.Http.HttpClient.SendAsync 1 - -");
}
