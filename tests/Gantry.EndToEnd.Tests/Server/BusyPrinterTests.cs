using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What is asked of a printer by hand while a heater keeps its firmware from hearing it.</summary>
public sealed class BusyPrinterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_command_that_waits_behind_a_heater_is_taken_and_done_once_and_never_refused()
    {
        // Some ten seconds until the hotend is warm.
        await using SimulatedPrinter machine = await MachineAsync("8");
        await using ServeProcess server = await ServeProcess.StartAsync(_folder["data"]);
        long id = await server.AddPrinterAsync("Left", machine.Address);

        Task<HttpResponseMessage> heating = SendAsync(server, id, "M109 S200", "heat");
        await server.WaitAsync($"/printers/{id}/terminal", t => t.ToJsonString().Contains("M109"));
        using HttpResponseMessage sent = await SendAsync(server, id, "M117 behind", "say");
        using HttpResponseMessage again = await SendAsync(server, id, "M117 behind", "say");
        using HttpResponseMessage fan = await server.SendAsync(
            HttpMethod.Post,
            $"/printers/{id}/fan",
            JsonContent.Create(new { percent = 40 })
        );

        JsonNode answer = await sent.JsonAsync();
        sent.StatusCode.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        answer["done"]!.GetValue<bool>().ShouldBeFalse();
        answer["note"]!.GetValue<string>().ShouldContain("waits for a heater");
        answer["answers"]![0]!["command"]!.GetValue<string>().ShouldBe("M117 behind");
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        using HttpResponseMessage heated = await heating;
        heated.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        fan.IsSuccessStatusCode.ShouldBeTrue(await fan.Content.ReadAsStringAsync(Stop));
        await UntilExecutedAsync(machine, "M106 S102");
        Executed(machine, "M117 behind").ShouldBe(1);
        JsonNode warm = await server.PostAsync($"/printers/{id}/commands", new { lines = (string[])["M115"] });
        (warm["done"]!.GetValue<bool>(), warm["note"]).ShouldBe((true, null));
        warm.ToJsonString().ShouldContain("FIRMWARE_NAME");
    }

    [Fact]
    public async Task A_command_whose_server_was_killed_is_rather_lost_than_sent_twice()
    {
        await using SimulatedPrinter machine = await MachineAsync("1");
        await using ServeProcess server = await ServeProcess.StartAsync(_folder["data"]);
        long id = await server.AddPrinterAsync("Left", machine.Address);
        (await SendAsync(server, id, "M109 S200", "heat")).Dispose();
        Task<HttpResponseMessage> cut = SendAsync(server, id, "M117 once", "say");
        await server.WaitAsync("/audit", a => a.ToJsonString().Contains("M117 once"));
        await server.KillAsync();
        await Should.ThrowAsync<Exception>(() => cut);

        await using ServeProcess next = await ServeProcess.StartAsync(_folder["data"]);
        using HttpResponseMessage again = await SendAsync(next, id, "M117 once", "say");

        JsonNode answer = await again.JsonAsync();
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        answer["note"]!.GetValue<string>().ShouldContain("taken before");
        (await next.GetAsync("/audit"))["items"]!
            .AsArray()
            .Count(a => a!.ToJsonString().Contains("M117 once"))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_was_refused_may_come_again_with_its_key()
    {
        await using SimulatedPrinter machine = await MachineAsync("max");
        await using ServeProcess server = await ServeProcess.StartAsync(_folder["data"]);
        long id = await server.AddPrinterAsync("Left", machine.Address);
        await server.PostAsync($"/printers/{id}/actions/disconnect", new { });
        await server.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "offline");

        using HttpResponseMessage refused = await SendAsync(server, id, "M117 once", "say");
        await server.PostAsync($"/printers/{id}/actions/connect", new { });
        await server.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "idle");
        using HttpResponseMessage again = await SendAsync(server, id, "M117 once", "say");

        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "printerRefused");
        again.StatusCode.ShouldBe(HttpStatusCode.OK, await again.Content.ReadAsStringAsync(Stop));
        Executed(machine, "M117 once").ShouldBe(1);
    }

    private static Task<SimulatedPrinter> MachineAsync(string speed) =>
        SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms", "--speed", speed);

    private static Task<HttpResponseMessage> SendAsync(ServeProcess server, long id, string line, string key) =>
        server.SendAsync(
            HttpMethod.Post,
            $"/printers/{id}/commands",
            JsonContent.Create(new { lines = (string[])[line] }),
            ("Idempotency-Key", key)
        );

    private static int Executed(SimulatedPrinter machine, string line) => machine.Executed().Count(l => l == line);

    private static async Task UntilExecutedAsync(SimulatedPrinter machine, string line)
    {
        for (int tries = 0; Executed(machine, line) == 0; tries++)
        {
            tries.ShouldBeLessThan(1200, $"{line} was not executed");
            await Task.Delay(50, Stop);
        }
    }
}
