using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>
/// The whole server is killed at random moments while jobs come in and are printed. In the end every job that was answered with
/// success was printed once, each of its lines exactly once. <c>GANTRY_STORM=20</c> does it twenty times instead of a few.
/// </summary>
public sealed class ServerKillTests
{
    private const int Printers = 3;
    private const int Moves = 60;

    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("GANTRY_STORM") ?? "3",
        CultureInfo.InvariantCulture
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_loses_nothing_and_repeats_nothing()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        await using RunningProgram machines = RunningProgram.Gantry(
            "simulate",
            "--tcp",
            "0",
            "--count",
            $"{Printers}",
            "--executed",
            folder["executed"],
            "--boot-time",
            "1ms"
        );
        var addresses = new List<string>();
        for (int i = 0; i < Printers; i++)
            addresses.Add(await machines.ReadLineAsync(Stop));
        ServeProcess server = await ServeProcess.StartAsync(folder["data"]);
        var jobs = new Dictionary<int, Sent>();
        try
        {
            await server.ClearPlatesAsync();
            for (int i = 0; i < Printers; i++)
                await server.AddPrinterAsync($"P{i + 1}", addresses[i]);
            for (int kill = 0; kill < Kills; kill++)
            {
                using var over = new CancellationTokenSource();
                Task sending = SendAsync(server, jobs, over.Token);
                await Task.Delay(random.Next(400, 1500), Stop);
                server.Program.Signal(RunningProgram.SigKill);
                await over.CancelAsync();
                await sending;
                await server.KillAsync();
                server = await ServeProcess.StartAsync(folder["data"]);
            }
            // On a busy machine a server may be killed before it took anything new.
            do await SendAsync(server, jobs, new CancellationToken(true));
            while (jobs.Count <= Kills);
            foreach (Sent sent in jobs.Values)
            {
                await server.WaitAsync($"/jobs/{sent.JobId}", j => j["state"]!.GetValue<string>() == "done");
                (await server.BytesAsync($"/files/{sent.FileId}/content")).ShouldBe(Encoding.ASCII.GetBytes(sent.Text));
            }
            JsonNode all = await server.GetAsync("/jobs?limit=500");
            all["items"]!.AsArray().Count.ShouldBe(jobs.Count);
        }
        finally
        {
            await server.DisposeAsync();
        }
        jobs.Count.ShouldBeGreaterThan(Kills);
        foreach ((int number, Sent sent) in jobs)
            ShouldBePrintedOnce(number, sent, folder);
    }

    /// <summary>Finishes what was begun, then sends ever new jobs until the server is gone or it is over; at least one.</summary>
    private static async Task SendAsync(ServeProcess server, Dictionary<int, Sent> jobs, CancellationToken over)
    {
        try
        {
            foreach (int number in jobs.Keys.ToArray())
                jobs[number] = await SendAsync(server, number, jobs[number]);
            do
            {
                int number = jobs.Count;
                jobs[number] = new Sent(Text(number));
                jobs[number] = await SendAsync(server, number, jobs[number]);
                await Task.Delay(200, Stop);
            } while (!over.IsCancellationRequested);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The server was killed, and nobody knows whether it did the last thing: it is asked again with the same key.
        }
    }

    private static async Task<Sent> SendAsync(ServeProcess server, int number, Sent sent)
    {
        if (sent.FileId == 0)
            sent.FileId = await server.UploadAsync($"part{number}-{++sent.Tries}.gcode", sent.Text);
        if (sent.JobId == 0)
        {
            JsonNode job = await server.PostAsync(
                "/jobs",
                new { fileId = sent.FileId },
                ("Idempotency-Key", $"job-{number}")
            );
            sent.JobId = job["id"]!.GetValue<long>();
        }
        return sent;
    }

    /// <summary>Moves that no other job has.</summary>
    private static string Text(int number) =>
        "G21\nG90\nG92 X100 Y100\n" + string.Concat(Lines(number).Select(line => line + "\nG4 P5\n"));

    private static IEnumerable<string> Lines(int number) =>
        Enumerable
            .Range(1, Moves)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"G1 X{100 + number} Y{100 + i * 0.1:F1} F6000"));

    private static void ShouldBePrintedOnce(int number, Sent sent, TemporaryFolder folder)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"G1 X{100 + number} ");
        string[][] printed =
        [
            .. Enumerable
                .Range(1, Printers)
                .Select(i => File.ReadAllLines(folder[$"executed{i}"]))
                .Select(lines => lines.Where(l => l.StartsWith(start, StringComparison.Ordinal)).ToArray())
                .Where(lines => lines.Length > 0),
        ];
        printed.Length.ShouldBe(1, $"job {number} ({sent.JobId}) was printed on {printed.Length} printers");
        printed[0].ShouldBe(Lines(number), $"job {number} ({sent.JobId})");
    }

    /// <summary>A job as the one who sends it knows it.</summary>
    private sealed class Sent(string text)
    {
        public string Text { get; } = text;

        public int Tries { get; set; }

        public long FileId { get; set; }

        public long JobId { get; set; }
    }
}
