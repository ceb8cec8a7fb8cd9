using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What an operator has approved, and what its owner makes of it before and afterwards.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task Who_approves_gets_what_they_looked_at_and_not_what_its_owner_made_of_it_since()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        await ada.CallAsync(HttpMethod.Put, "/fleet/v1/quotas/roles/member", new { needsApproval = true });
        JsonNode looked = await AddJobAsync(server, mia);
        string path = $"/fleet/v1/jobs/{looked["id"]}";

        HttpResponseMessage edited = await EditAsync(mia, path, new { copies = 500 });
        HttpResponseMessage late = await ada.PostAsync(
            path + "/approve",
            new { },
            ("If-Match", $"\"{looked["version"]}\"")
        );
        HttpResponseMessage own = await mia.PostAsync(path + "/approve", new { });

        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
        await late.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "versionConflict");
        await own.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        (await StateAsync(ada, path)).ShouldBe("awaitingApproval");
    }

    [Theory]
    [InlineData("""{"copies":2}""", true)]
    [InlineData("""{"routing":{"model":"other"}}""", true)]
    [InlineData("""{"note":"please"}""", false)]
    public async Task What_is_more_than_was_approved_waits_again_though_no_quota_asks_for_it(string edit, bool waits)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        await ada.CallAsync(HttpMethod.Put, "/fleet/v1/quotas/roles/member", new { needsApproval = true });
        string path = $"/fleet/v1/jobs/{(await AddJobAsync(server, mia))["id"]}";
        await ada.PostAsync(path + "/approve", new { });
        (await StateAsync(ada, path)).ShouldBe("queued");
        await ada.CallAsync(HttpMethod.Put, "/fleet/v1/quotas/roles/member", new { needsApproval = false });

        HttpResponseMessage edited = await EditAsync(mia, path, JsonNode.Parse(edit)!);

        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StateAsync(ada, path)).ShouldBe(waits ? "awaitingApproval" : "queued");
    }

    [Fact]
    public async Task Other_bytes_under_the_same_name_are_not_what_the_job_prints()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        await ada.CallAsync(HttpMethod.Put, "/fleet/v1/quotas/roles/member", new { needsApproval = true });
        JsonNode job = await AddJobAsync(server, mia);
        long id = job["id"]!.GetValue<long>();
        var store = server.Parts.GetRequiredService<GantryStorage>().Store;
        var before = await store.ReadAsync(s => s.Jobs.FindAsync(id, default), default);

        JsonNode replaced = await SendAsync(server, mia, "G28\nM500\n", "&replace=true");
        HttpResponseMessage approved = await ada.PostAsync($"/fleet/v1/jobs/{id}/approve", new { });

        replaced["id"]!.GetValue<long>().ShouldBe(job["fileId"]!.GetValue<long>());
        approved.StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = await store.ReadAsync(s => s.Jobs.FindAsync(id, default), default);
        after!.ContentHash.ShouldBe(before!.ContentHash);
        after.ContentHash.ToString().ShouldNotBe(replaced["hash"]!.GetValue<string>());
    }

    private static async Task<JsonNode> SendAsync(RunningServer server, Person person, string gcode, string more = "")
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(gcode));
        content.Headers.ContentType = new("application/octet-stream");
        HttpResponseMessage sent = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/files?name=part.gcode" + more,
            content,
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken)
        );
        return await sent.JsonAsync();
    }

    private static async Task<JsonNode> AddJobAsync(RunningServer server, Person person)
    {
        JsonNode file = await SendAsync(server, person, "G28\nG1 X10 F3000\n");
        HttpResponseMessage added = await person.PostAsync(
            "/fleet/v1/jobs",
            new { fileId = file["id"]!.GetValue<long>() }
        );
        return await added.JsonAsync();
    }

    private static async Task<HttpResponseMessage> EditAsync(Person person, string path, object edit)
    {
        string version = (await person.GetAsync(path)).Headers.ETag!.Tag;
        return await person.CallAsync(HttpMethod.Patch, path, edit, ("If-Match", version));
    }

    private static async Task<string> StateAsync(Person person, string path) =>
        (await (await person.GetAsync(path)).JsonAsync())["state"]!.GetValue<string>();
}
