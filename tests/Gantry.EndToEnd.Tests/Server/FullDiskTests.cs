using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Something else fills the disk of a server that nobody looks after, while it prints.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_go_on_also_through_a_kill_uploads_are_refused_and_with_space_again_all_goes_on_by_itself()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["disk"]);
        await using SmallDisk disk = await SmallDisk.MountAsync(folder["disk"]);
        await using RunningProgram machine = RunningProgram.Gantry(
            "simulate",
            "--tcp",
            "0",
            "--executed",
            folder["executed"],
            "--boot-time",
            "1ms",
            "--speed",
            "5"
        );
        string address = await machine.ReadLineAsync(Stop);
        string data = Path.Combine(folder["disk"], "data");
        ServeProcess server = await ServeProcess.StartAsync(disk, data);
        try
        {
            await server.ClearPlatesAsync();
            long printer = await server.AddPrinterAsync("P", address);
            long first = await JobAsync(server, await server.UploadAsync("first.gcode", Text(1, 500)));
            long waiting = await server.UploadAsync("second.gcode", Text(2, 20));
            await DoneAsync(server, printer, 50);
            using var events = new StreamReader(await server.StreamAsync("/events"));

            await disk.FillAsync();

            await DoneAsync(server, printer, 300);
            await RefusedAsync(server);
            long second = await JobAsync(server, waiting);
            await server.WaitAsync("/queue", q => q.ToJsonString().Contains("disk is full", StringComparison.Ordinal));
            await ActAsync(server, printer, "pause", "paused");
            await HearAsync(events, "server.disk");

            await server.KillAsync();
            server = await ServeProcess.StartAsync(disk, data);
            await server.WaitAsync($"/printers/{printer}", p => ServeProcess.State(p) == "paused");
            await ActAsync(server, printer, "resume", "printing");
            await server.WaitAsync($"/jobs/{first}", j => j["state"]!.GetValue<string>() == "done");
            (await server.GetAsync($"/jobs/{second}"))["state"]!.GetValue<string>().ShouldBe("queued");

            await disk.FreeAsync();

            await server.WaitAsync($"/jobs/{second}", j => j["state"]!.GetValue<string>() == "done");
            await server.UploadAsync("third.gcode", Text(3, 1));
        }
        finally
        {
            await server.DisposeAsync();
        }
        string[] moves = [.. (await File.ReadAllLinesAsync(folder["executed"], Stop)).Where(l => l.StartsWith("G1 X"))];
        moves.ShouldBe([.. Lines(1, 500), .. Lines(2, 20)]);
    }

    private static async Task<long> JobAsync(ServeProcess server, long file) =>
        (await server.PostAsync("/jobs", new { fileId = file }))["id"]!.GetValue<long>();

    private static Task<JsonNode> DoneAsync(ServeProcess server, long printer, long commands) =>
        server.WaitAsync($"/printers/{printer}", p => p["live"]!["job"]?["commandsDone"]?.GetValue<long>() > commands);

    private static async Task ActAsync(ServeProcess server, long printer, string action, string state)
    {
        await server.PostAsync($"/printers/{printer}/actions/{action}", new { });
        await server.WaitAsync($"/printers/{printer}", p => ServeProcess.State(p) == state);
    }

    private static async Task RefusedAsync(ServeProcess server)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Text(4, 1)));
        content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage answer = await server.SendAsync(HttpMethod.Post, "/files?name=x.gcode", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        JsonNode problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        problem["code"]!.GetValue<string>().ShouldBe("noSpace");
        problem["detail"]!
            .GetValue<string>()
            .ShouldMatch("51[23] MiB more are needed", "with the bytes that are to come");
    }

    private static async Task HearAsync(StreamReader events, string word)
    {
        while (await events.ReadLineAsync(Stop) is { } line)
            if (line.Contains(word, StringComparison.Ordinal))
                return;
        throw new TimeoutException($"Nobody told of {word}.");
    }

    private static string Text(int number, int moves) =>
        "G90\nG92 X100 Y100\n" + string.Concat(Lines(number, moves).Select(line => line + "\nG4 P2\n"));

    private static IEnumerable<string> Lines(int number, int moves) =>
        Enumerable
            .Range(1, moves)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"G1 X{100 + number} Y{100 + i * 0.01:F2} F6000"));
}
