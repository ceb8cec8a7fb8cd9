using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Server;
using Gantry.Storage.Files;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary><c>gantry serve</c> is killed while a file comes in, with every place that files can be kept in.</summary>
public sealed class UploadKillTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string Whole = string.Concat(Enumerable.Range(1, 200).Select(n => $"G1 X{n} F3000\n"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, FileStoreKind.Directory)]
    [InlineData(true, FileStoreKind.Directory)]
    [InlineData(true, FileStoreKind.LargeObjects)]
    public async Task A_kill_in_the_middle_of_an_upload_leaves_no_half_file_and_loses_none(
        bool postgres,
        FileStoreKind files
    )
    {
        using var folder = new TemporaryFolder();
        string[] database = postgres ? ["--database", await NewDatabaseAsync()] : [];
        string[] place =
            files == FileStoreKind.LargeObjects ? ["--files", "database"] : ["--files", folder["elsewhere"]];
        string incoming =
            files == FileStoreKind.LargeObjects ? folder["data/cache/incoming"] : folder["elsewhere/incoming"];
        string[] serve = ["serve", "--data", folder["data"], "--http", "0", "--bind", "127.0.0.1", .. database];

        await using (RunningProgram killed = RunningProgram.Gantry([.. serve, .. place]))
        {
            using HttpClient http = await ConnectAsync(killed, folder["data"]);
            (await SendAsync(http, Whole)).EnsureSuccessStatusCode();
            using Socket half = await SendHalfAsync(http);
            await UntilAsync(() => Directory.GetFiles(incoming).Any(f => new FileInfo(f).Length > 0));
            killed.Signal(RunningProgram.SigKill);
            await killed.EndAsync(Stop);
        }
        Directory.GetFiles(incoming).Length.ShouldBe(1, "what the kill left");

        // What is in the database is found there without being told.
        await using RunningProgram next = RunningProgram.Gantry(
            files == FileStoreKind.LargeObjects ? serve : [.. serve, .. place]
        );
        using (HttpClient http = await ConnectAsync(next, folder["data"]))
        {
            await UntilAsync(() => Directory.GetFiles(incoming).Length == 0);
            JsonNode found = JsonNode.Parse(await http.GetStringAsync("/fleet/v1/files", Stop))!;
            JsonNode file = found["items"]!.AsArray().ShouldHaveSingleItem()!;
            (await http.GetStringAsync($"/fleet/v1/files/{file["id"]}/content", Stop)).ShouldBe(Whole);
        }

        // A backup beside the server knows where the files are as well as it does.
        string[] backup = ["backup", folder["backup"], "--data", folder["data"], .. database];
        await using RunningProgram copied = RunningProgram.Gantry(
            files == FileStoreKind.LargeObjects ? backup : [.. backup, .. place]
        );
        (await copied.OutputAsync(Stop)).ShouldContain("1 files");
        await using RunningProgram restored = RunningProgram.Gantry([
            "restore",
            folder["backup"],
            "--data",
            folder["new"],
            .. await OtherPlaceAsync(files, folder),
        ]);
        (await restored.OutputAsync(Stop)).ShouldContain("1 files");
        next.Signal(RunningProgram.SigTerm);
        (await next.EndAsync(Stop)).ShouldBe(0, next.Errors);
    }

    [Fact]
    public async Task Without_PostgreSQL_the_database_is_refused_as_a_place_for_files_in_one_line()
    {
        using var folder = new TemporaryFolder();

        foreach (
            string[] verb in (string[][])
                [
                    ["serve"],
                    ["backup", "file"],
                    ["restore", "file"],
                ]
        )
        {
            await using RunningProgram program = RunningProgram.Gantry([
                .. verb,
                "--data",
                folder["data"],
                "--files",
                "database",
            ]);
            (await program.EndAsync(Stop)).ShouldBe(64);
            program.Errors.ShouldStartWith($"gantry {verb[0]}: '--files database' is for PostgreSQL");
        }
        Directory.Exists(folder["data"]).ShouldBeFalse();
    }

    /// <summary>The other kind of store than the one that the files come from.</summary>
    private static async Task<string[]> OtherPlaceAsync(FileStoreKind files, TemporaryFolder folder) =>
        files == FileStoreKind.LargeObjects
            ? ["--files", folder["there"]]
            : ["--database", await NewDatabaseAsync(), "--files", "database"];

    private static async Task<string> NewDatabaseAsync()
    {
        var server = (PostgresServer)(await TestContext.Current.GetFixture(typeof(PostgresServer)))!;
        return await server.NewDatabaseAsync();
    }

    private static async Task<HttpClient> ConnectAsync(RunningProgram server, string data)
    {
        string line = await server.ReadLineAsync(Stop);
        LocalServer local = LocalServer.Find(data).ShouldNotBeNull(line);
        var http = new HttpClient { BaseAddress = local.Address, Timeout = Limit };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", local.Key);
        return http;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string text) =>
        http.PostAsync(
            "/fleet/v1/files?name=whole.gcode",
            new ByteArrayContent(Encoding.ASCII.GetBytes(text))
            {
                Headers = { ContentType = new("application/octet-stream") },
            },
            Stop
        );

    /// <summary>Announces a megabyte and sends a third of it.</summary>
    private static async Task<Socket> SendHalfAsync(HttpClient http)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(http.BaseAddress!.Host, http.BaseAddress.Port, Stop);
        string head =
            $"POST /fleet/v1/files?name=half.gcode HTTP/1.1\r\nHost: {http.BaseAddress.Authority}\r\n"
            + $"Authorization: {http.DefaultRequestHeaders.Authorization}\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), Stop);
        string line = "G1 X10 Y10 F3000\n";
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 300_000 / line.Length))),
            Stop
        );
        return socket;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        while (!isSo())
            await Task.Delay(20, limit.Token);
    }
}
