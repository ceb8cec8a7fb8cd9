using System.Net;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Printers, jobs and the queue over HTTP.</summary>
public sealed class FleetApiTests
{
    /// <summary>Nothing listens there, and nothing ever will: the printers of these tests stay offline.</summary>
    private const string Nowhere = "tcp://127.0.0.1:1";

    private static async Task<long> AddPrinterAsync(Person person, string name)
    {
        HttpResponseMessage added = await person.PostAsync("/fleet/v1/printers", new { name, url = Nowhere });
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await added.JsonAsync())["id"]!.GetValue<long>();
    }

    private static async Task<JsonNode> AddJobAsync(RunningServer server, Person person, object? more = null)
    {
        long file = await person.UploadAsync();
        HttpResponseMessage added = await person.PostAsync("/fleet/v1/jobs", more ?? new { fileId = file });
        JsonNode job = await added.JsonAsync();
        added.StatusCode.ShouldBe(HttpStatusCode.Created, job.ToJsonString());
        return job;
    }

    [Fact]
    public async Task A_printer_is_added_changed_and_removed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        long id = await AddPrinterAsync(ada, "Left");

        HttpResponseMessage read = await ada.GetAsync($"/fleet/v1/printers/{id}");
        HttpResponseMessage changed = await ada.CallAsync(
            HttpMethod.Patch,
            $"/fleet/v1/printers/{id}",
            new { location = "Workshop", tags = (string[])["big"] },
            ("If-Match", read.Headers.ETag!.Tag)
        );
        JsonNode found = await (await ada.GetAsync("/fleet/v1/printers?tag=big")).JsonAsync();
        HttpResponseMessage removed = await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/printers/{id}");

        (await changed.JsonAsync())["location"]!.GetValue<string>().ShouldBe("Workshop");
        found["items"]!.AsArray().Count.ShouldBe(1);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ada.GetAsync($"/fleet/v1/printers/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_job_says_in_words_why_it_waits()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await AddPrinterAsync(ada, "Left");
        JsonNode job = await AddJobAsync(server, ada);

        JsonNode queue = await (await ada.GetAsync("/fleet/v1/queue")).JsonAsync();

        JsonNode waiting = queue["items"]!.AsArray().ShouldHaveSingleItem()!;
        waiting["id"]!.GetValue<long>().ShouldBe(job["id"]!.GetValue<long>());
        JsonNode wait = waiting["waits"]!.AsArray().ShouldHaveSingleItem()!;
        wait["printerName"]!.GetValue<string>().ShouldBe("Left");
        wait["reasons"]!.AsArray().Select(r => r!["code"]!.GetValue<string>()).ShouldContain("offline");
        wait["reasons"]!.AsArray().ShouldAllBe(r => r!["text"]!.GetValue<string>().Length > 0);
    }

    [Fact]
    public async Task A_start_with_a_key_is_one_job_however_often_it_is_sent()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var body = new { fileId = await ada.UploadAsync() };

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ada.PostAsync("/fleet/v1/jobs", body, ("Idempotency-Key", "print-once")))
        );

        // Those that came while the first was under way are told so; nobody makes a second job.
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created || a.StatusCode == HttpStatusCode.Conflict);
        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.Created);
        JsonNode queue = await (await ada.GetAsync("/fleet/v1/queue")).JsonAsync();
        queue["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_hears_the_answer_late_learns_as_well_where_it_is_and_in_which_version()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var body = new { fileId = await ada.UploadAsync(), held = true };

        HttpResponseMessage first = await ada.PostAsync("/fleet/v1/jobs", body, ("Idempotency-Key", "print-once"));
        HttpResponseMessage again = await ada.PostAsync("/fleet/v1/jobs", body, ("Idempotency-Key", "print-once"));

        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        again.Headers.Location.ShouldNotBeNull().ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldNotBeNull().ShouldBe(first.Headers.ETag);
        (await again.JsonAsync()).ToJsonString().ShouldBe((await first.JsonAsync()).ToJsonString());
        HttpResponseMessage changed = await ada.CallAsync(
            HttpMethod.Patch,
            again.Headers.Location.ToString(),
            new { note = "found it" },
            ("If-Match", again.Headers.ETag.Tag)
        );
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_is_no_door_to_what_somebody_else_did_with_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        var body = new { fileId = await ada.UploadAsync() };

        HttpResponseMessage hers = await ada.PostAsync("/fleet/v1/jobs", body, ("Idempotency-Key", "k"));
        HttpResponseMessage other = await mia.PostAsync("/fleet/v1/jobs", body, ("Idempotency-Key", "k"));

        other.StatusCode.ShouldBe(HttpStatusCode.Created);
        other.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        JsonNode job = await other.JsonAsync();
        job["id"]!.GetValue<long>().ShouldNotBe((await hers.JsonAsync())["id"]!.GetValue<long>());
        job.ToJsonString().ShouldContain("mia");
    }

    [Fact]
    public async Task A_member_controls_their_own_jobs_and_nobody_elses()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        Person tom = await server.AddPersonAsync(ada, "tom", "member");
        JsonNode job = await AddJobAsync(server, mia);

        HttpResponseMessage foreign = await tom.CallAsync(HttpMethod.Delete, $"/fleet/v1/jobs/{job["id"]}");
        HttpResponseMessage moved = await tom.PostAsync(
            $"/fleet/v1/jobs/{job["id"]}/move",
            new { before = (long?)null }
        );
        HttpResponseMessage own = await mia.CallAsync(HttpMethod.Delete, $"/fleet/v1/jobs/{job["id"]}");

        await foreign.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await moved.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await own.JsonAsync())["state"]!.GetValue<string>().ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_quota_holds_against_many_jobs_at_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        await ada.CallAsync(HttpMethod.Put, "/fleet/v1/quotas/roles/member", new { jobsPerWeek = 2 });
        var body = new { fileId = await mia.UploadAsync() };

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => mia.PostAsync("/fleet/v1/jobs", body))
        );

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(2);
        foreach (HttpResponseMessage refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "quota");
    }

    [Theory]
    [InlineData("actions/emergencyStop", "{}")]
    [InlineData("actions/clearPlate", "{}")]
    [InlineData("temperature", """{"heater":"bed","target":60}""")]
    [InlineData("jog", """{"x":10}""")]
    [InlineData("commands", """{"lines":["M112"]}""")]
    public async Task A_member_does_not_work_with_printers(string what, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        long id = await AddPrinterAsync(ada, "Left");

        HttpResponseMessage answer = await mia.PostAsync($"/fleet/v1/printers/{id}/{what}", JsonNode.Parse(body)!);

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
    }

    [Fact]
    public async Task An_action_for_many_printers_says_what_became_of_each()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        long id = await AddPrinterAsync(ada, "Left");

        HttpResponseMessage answer = await ada.PostAsync(
            "/fleet/v1/printers/actions",
            new { ids = (long[])[id, 999], action = "clearPlate" }
        );

        JsonArray results = (await answer.JsonAsync())["results"]!.AsArray();
        results[0]!["ok"]!.GetValue<bool>().ShouldBeTrue();
        results[1]!["problem"]!["code"]!.GetValue<string>().ShouldBe("notFound");
    }

    [Fact]
    public async Task A_job_is_put_before_and_after_others()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var ids = new List<long>();
        for (int i = 0; i < 3; i++)
            ids.Add((await AddJobAsync(server, ada))["id"]!.GetValue<long>());

        await ada.PostAsync($"/fleet/v1/jobs/{ids[2]}/move", new { before = ids[0] });
        await ada.PostAsync($"/fleet/v1/jobs/{ids[0]}/move", new { after = ids[1] });

        JsonNode queue = await (await ada.GetAsync("/fleet/v1/queue")).JsonAsync();
        queue["items"]!.AsArray().Select(j => j!["id"]!.GetValue<long>()).ShouldBe([ids[2], ids[1], ids[0]]);
    }
}
