using System.Net;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Simulator;
using Gantry.Simulator.Hosting;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Who may not type commands into a printer cannot send them within a file either.</summary>
public sealed class FilePolicyTests
{
    [Fact]
    public async Task A_members_file_that_changes_the_printer_itself_waits_for_an_operator()
    {
        using var folder = new TemporaryFolder();
        using var machine = new LiveSimulator(
            new LiveOptions
            {
                Printer = new PrinterOptions().MadeFast(),
                TcpAddress = new IPEndPoint(IPAddress.Loopback, 0),
                ExecutedPath = folder["executed"],
            }
        );
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        HttpResponseMessage added = await ada.PostAsync(
            "/fleet/v1/printers",
            new { name = "Left", url = machine.Addresses[0] }
        );
        long printer = (await added.JsonAsync())["id"]!.GetValue<long>();
        await ada.PostAsync($"/fleet/v1/printers/{printer}/actions/clearPlate", new { });
        long id = await SendAsync(mia);

        JsonNode held = await WaitAsync(ada, id, "awaitingApproval");
        string[] before = await File.ReadAllLinesAsync(folder["executed"], TestContext.Current.CancellationToken);
        HttpResponseMessage own = await mia.PostAsync($"/fleet/v1/jobs/{id}/approve", new { });
        HttpResponseMessage approved = await ada.PostAsync($"/fleet/v1/jobs/{id}/approve", new { });

        held["holdReason"]!.GetValue<string>().ShouldContain("M500");
        before.ShouldNotContain("M500");
        await own.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        approved.StatusCode.ShouldBe(HttpStatusCode.OK);
        await FleetRig.Until(
            () => File.ReadAllLinesAsync(folder["executed"], TestContext.Current.CancellationToken),
            lines => lines.Contains("M500"),
            lines => $"{lines.Length} commands"
        );
    }

    [Fact]
    public async Task The_file_of_a_member_whose_account_is_gone_waits_too()
    {
        using var machine = new LiveSimulator(
            new LiveOptions
            {
                Printer = new PrinterOptions().MadeFast(),
                TcpAddress = new IPEndPoint(IPAddress.Loopback, 0),
            }
        );
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        long id = await SendAsync(mia);
        HttpResponseMessage gone = await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/users/{mia.Id}");
        gone.IsSuccessStatusCode.ShouldBeTrue(
            await gone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );

        HttpResponseMessage added = await ada.PostAsync(
            "/fleet/v1/printers",
            new { name = "Left", url = machine.Addresses[0] }
        );
        string printer = (await added.JsonAsync())["id"]!.ToJsonString();
        await ada.PostAsync($"/fleet/v1/printers/{printer}/actions/clearPlate", new { });

        JsonNode held = await WaitAsync(ada, id, "awaitingApproval");
        held["holdReason"]!.GetValue<string>().ShouldContain("M500");
    }

    private static async Task<long> SendAsync(Person person)
    {
        long file = await person.UploadAsync("G28\nM500\nG1 X10 F3000\n");
        HttpResponseMessage job = await person.PostAsync("/fleet/v1/jobs", new { fileId = file });
        return (await job.JsonAsync())["id"]!.GetValue<long>();
    }

    private static Task<JsonNode> WaitAsync(Person person, long id, string state) =>
        FleetRig.Until(
            async () => await (await person.GetAsync($"/fleet/v1/jobs/{id}")).JsonAsync(),
            job => job["state"]!.GetValue<string>() == state,
            job => job.ToJsonString()
        );
}
