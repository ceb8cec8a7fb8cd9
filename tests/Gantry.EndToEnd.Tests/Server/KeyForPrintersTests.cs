using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A key for some printers: what of the queue it sees, hears of and changes.</summary>
public sealed class KeyForPrintersTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task It_sees_and_hears_of_the_jobs_that_may_run_or_ran_on_its_printers_and_of_no_others(
        DatabaseKind kind
    )
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        Person ada = await server.SetUpAsync();
        long left = await ada.AddIdlePrinterAsync("Left");
        long right = await ada.AddIdlePrinterAsync("Right");
        long file = await ada.UploadAsync();
        long ranLeft = await AddJobAsync(ada, new { fileId = file });
        await ClaimAsync(server, left, ranLeft);
        long ranRight = await AddJobAsync(ada, new { fileId = file });
        await ClaimAsync(server, right, ranRight);
        long forLeft = await AddJobAsync(ada, new { fileId = file, printerId = left });
        long forRight = await AddJobAsync(ada, new { fileId = file, printerId = right });
        long ofBoth = await AddJobAsync(
            ada,
            new { fileId = file, routing = new { printerIds = (long[])[left, right] } }
        );
        long notLeft = await AddJobAsync(ada, new { fileId = file, routing = new { printerIds = (long[])[right] } });
        long anywhere = await AddJobAsync(ada, new { fileId = file });
        long nowhere = await AddJobAsync(ada, new { fileId = file });
        await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/jobs/{nowhere}");
        string key = await KeyAsync(ada, left);
        using EventReader events = await EventReader.OpenAsync(server.Http, "?topics=job,notice", ("X-Api-Key", key));
        await events.NextAsync("hello");

        JsonArray queue = (await (await CallAsync(server, key, HttpMethod.Get, "/queue")).JsonAsync())[
            "items"
        ]!.AsArray();
        JsonNode jobs = await (await CallAsync(server, key, HttpMethod.Get, "/jobs")).JsonAsync();
        foreach (long id in (long[])[forRight, ranRight, notLeft, forLeft])
            await ada.PostAsync($"/fleet/v1/jobs/{id}/hold", new { reason = "wait" });
        // What was told of the jobs when they were sent may come late.
        var heard = new List<long>();
        JsonNode told;
        do heard.Add((told = await events.NextAsync("job"))["id"]!.GetValue<long>());
        while (heard[^1] != forLeft || !told["held"]!.GetValue<bool>());

        long[] seen = [ranLeft, forLeft, ofBoth, anywhere];
        Ids(queue).ShouldBe(seen);
        Ids(jobs["items"]!.AsArray()).Order().ShouldBe(seen);
        queue
            .SelectMany(j => j!["waits"]!.AsArray())
            .Select(w => w!["printerName"]!.GetValue<string>())
            .Distinct()
            .ShouldBe(["Left"]);
        heard.ShouldBeSubsetOf(seen);
        foreach (long id in seen)
            (await CallAsync(server, key, HttpMethod.Get, $"/jobs/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (long id in (long[])[forRight, ranRight, notLeft, nowhere])
            await RefusedAsync(server, key, HttpMethod.Get, $"/jobs/{id}");
    }

    [Theory]
    [BothDatabases]
    public async Task It_sends_and_changes_nothing_that_could_go_to_other_printers(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        Person ada = await server.SetUpAsync();
        long left = await ada.AddIdlePrinterAsync("Left");
        long right = await ada.AddIdlePrinterAsync("Right");
        long file = await ada.UploadAsync();
        long forRight = await AddJobAsync(ada, new { fileId = file, printerId = right });
        long anywhere = await AddJobAsync(ada, new { fileId = file });
        string key = await KeyAsync(ada, left);

        foreach (
            object job in (object[])
                [
                    new { fileId = file },
                    new { fileId = file, printerId = right },
                    new { fileId = file, routing = new { printerIds = (long[])[left, right] } },
                ]
        )
            await RefusedAsync(server, key, HttpMethod.Post, "/jobs", job);
        HttpResponseMessage sent = await CallAsync(
            server,
            key,
            HttpMethod.Post,
            "/jobs",
            new { fileId = file, printerId = left }
        );
        JsonNode own = await sent.JsonAsync();
        foreach (
            object edit in (object[])
                [new { printerId = right }, new { printerId = 0 }, new { printerId = 0, routing = new { model = "x" } }]
        )
            await RefusedAsync(server, key, HttpMethod.Patch, $"/jobs/{own["id"]}", edit, "\"1\"");
        foreach (long id in (long[])[forRight, anywhere])
        {
            foreach (string what in (string[])["hold", "release", "move", "approve", "refuse", "duplicate"])
                await RefusedAsync(server, key, HttpMethod.Post, $"/jobs/{id}/{what}", new { });
            await RefusedAsync(server, key, HttpMethod.Delete, $"/jobs/{id}");
        }
        await RefusedAsync(server, key, HttpMethod.Post, "/queue/pause", new { });
        await RefusedAsync(server, key, HttpMethod.Post, "/queue/resume", new { });

        sent.StatusCode.ShouldBe(HttpStatusCode.Created, own.ToJsonString());
        JsonNode after = await (await ada.GetAsync($"/fleet/v1/jobs/{own["id"]}")).JsonAsync();
        after["printerId"]!.GetValue<long>().ShouldBe(left);
        HttpResponseMessage held = await CallAsync(server, key, HttpMethod.Post, $"/jobs/{own["id"]}/hold", new { });
        held.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [BothDatabases]
    public async Task Its_pages_of_jobs_are_full_however_many_jobs_of_others_lie_between(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        Person ada = await server.SetUpAsync();
        long left = await ada.AddIdlePrinterAsync("Left");
        long right = await ada.AddIdlePrinterAsync("Right");
        long file = await ada.UploadAsync();
        List<long> wanted = [];
        for (int i = 0; i < 2; i++)
        {
            wanted.Add(await AddJobAsync(ada, new { fileId = file, printerId = left }));
            await AddJobAsync(ada, new { fileId = file, printerId = right });
            wanted.Add(
                await AddJobAsync(ada, new { fileId = file, routing = new { printerIds = (long[])[right, left] } })
            );
            await AddJobAsync(ada, new { fileId = file, routing = new { printerIds = (long[])[right, left * 10] } });
            wanted.Add(await AddJobAsync(ada, new { fileId = file, routing = new { material = "PLA" } }));
            long ended = await AddJobAsync(ada, new { fileId = file });
            await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/jobs/{ended}");
        }
        long ran = await AddJobAsync(ada, new { fileId = file });
        await ClaimAsync(server, left, ran);
        wanted.Add(ran);
        string key = await KeyAsync(ada, left);

        List<int> sizes = [];
        List<long> seen = [];
        for (string? after = ""; after is not null; )
        {
            JsonNode page = await (
                await CallAsync(server, key, HttpMethod.Get, $"/jobs?limit=3&after={after}")
            ).JsonAsync();
            long[] ids = Ids(page["items"]!.AsArray());
            sizes.Add(ids.Length);
            seen.AddRange(ids);
            after = page["next"]?.GetValue<string>();
        }

        sizes.ShouldBe([3, 3, 1]);
        seen.ShouldBe(wanted.OrderDescending());
    }

    [Fact]
    public async Task What_it_prints_once_more_stays_on_its_printers()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        long left = await ada.AddIdlePrinterAsync("Left");
        long file = await ada.UploadAsync();
        long print = await ClaimAsync(server, left, await AddJobAsync(ada, new { fileId = file }));
        string key = await KeyAsync(ada, left);

        JsonNode again = await (
            await CallAsync(server, key, HttpMethod.Post, $"/prints/{print}/reprint", new { })
        ).JsonAsync();

        again["routing"]!["printerIds"]!.AsArray().Select(p => p!.GetValue<long>()).ShouldBe([left]);
    }

    private static long[] Ids(JsonArray jobs) => [.. jobs.Select(j => j!["id"]!.GetValue<long>())];

    private static async Task<long> AddJobAsync(Person person, object job)
    {
        HttpResponseMessage added = await person.PostAsync("/fleet/v1/jobs", job);
        JsonNode body = await added.JsonAsync();
        added.StatusCode.ShouldBe(HttpStatusCode.Created, body.ToJsonString());
        return body["id"]!.GetValue<long>();
    }

    /// <summary>Begins the one copy of a job, in the books.</summary>
    private static async Task<long> ClaimAsync(RunningServer server, long printer, long job)
    {
        var storage = server.Parts.GetRequiredService<GantryStorage>();
        await using IPrinterLease? lease = await storage.Ownership.TryTakeAsync(printer, Stop);
        long epoch = lease?.Epoch ?? (await storage.Ownership.FindAsync(printer, Stop))!.Epoch;
        PrintRecord? print = await storage.Store.WriteAsync(
            async s =>
            {
                Job record = (await s.Jobs.FindAsync(job, Stop))!;
                return await s.Jobs.ClaimAsync(
                    new JobClaim
                    {
                        PrinterId = printer,
                        Epoch = epoch,
                        Jobs = [new JobChoice(job, record.ContentHash!.Value)],
                    },
                    Stop
                );
            },
            Stop
        );
        return print.ShouldNotBeNull().Id;
    }

    private static async Task<string> KeyAsync(Person person, long printer)
    {
        HttpResponseMessage made = await person.PostAsync(
            "/fleet/v1/keys",
            new
            {
                name = "one printer",
                scopes = (string[])
                    ["fleet.read", "queue.submit", "queue.manage", "jobs.approve", "library.read", "history.read"],
                printerIds = (long[])[printer],
            }
        );
        return (await made.JsonAsync())["key"]!.GetValue<string>();
    }

    private static Task<HttpResponseMessage> CallAsync(
        RunningServer server,
        string key,
        HttpMethod method,
        string path,
        object? body = null,
        string version = "*"
    ) =>
        server.Http.CallAsync(
            method,
            "/fleet/v1" + path,
            body is null ? null : JsonContent.Create(body),
            ("X-Api-Key", key),
            ("If-Match", version)
        );

    private static async Task RefusedAsync(
        RunningServer server,
        string key,
        HttpMethod method,
        string path,
        object? body = null,
        string version = "*"
    ) =>
        await (await CallAsync(server, key, method, path, body, version)).ShouldBeProblemAsync(
            HttpStatusCode.Forbidden,
            "notAllowed"
        );
}
