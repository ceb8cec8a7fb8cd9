using System.Net;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Settings, backups and what the data take, over HTTP.</summary>
public sealed class SettingsTests
{
    private const string Path = "/fleet/v1/settings";

    [Fact]
    public async Task What_was_read_is_changed_and_sent_back_as_the_site_does_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        JsonNode form = await (await ada.GetAsync(Path)).JsonAsync();
        form["general"]!["siteName"] = "Workshop";
        form["queue"]!["workingHours"] = "Mo-Fr 8:00-18:00; su 10:00-02:00";
        form["queue"]!["staggerSeconds"] = 30;
        form["costs"]!["machineHour"] = 1.5;
        form["retention"]!["days"] = 90;

        HttpResponseMessage changed = await ChangeAsync(ada, form, form["version"]!.GetValue<long>());

        JsonNode now = await changed.JsonAsync();
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, now.ToJsonString());
        now["general"]!["siteName"]!.GetValue<string>().ShouldBe("Workshop");
        now["queue"]!["workingHours"]!.GetValue<string>().ShouldBe("mo-fr 08:00-18:00; su 10:00-02:00");
        now["queue"]!["evenWear"]!.GetValue<bool>().ShouldBeTrue();
        now["retention"]!["days"]!.GetValue<int>().ShouldBe(90);
        now["retention"]!["maxBytes"]!.GetValue<long>().ShouldBe(0);
        changed.Headers.ETag!.Tag.ShouldBe($"\"{now["version"]}\"");
    }

    [Fact]
    public async Task A_change_needs_the_version_that_is_there_and_fields_that_fit()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        var edit = new { queue = new { staggerSeconds = 5 } };
        long version = await VersionAsync(ada);

        HttpResponseMessage without = await ada.CallAsync(HttpMethod.Patch, Path, edit);
        HttpResponseMessage old = await ChangeAsync(ada, edit, version + 1);
        HttpResponseMessage wrong = await ChangeAsync(ada, new { queue = new { workingHours = "always" } }, version);

        await without.ShouldBeProblemAsync((HttpStatusCode)428, "versionNeeded");
        await old.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "versionConflict");
        (await wrong.JsonAsync())["errors"]!["queue.workingHours"].ShouldNotBeNull();
        await (await mia.GetAsync(Path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
    }

    [Fact]
    public async Task Names_and_looking_on_without_an_account_take_effect_at_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        (string, string) host = ("Host", "farm.example");
        (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/info", null, host)).StatusCode.ShouldBe(
            HttpStatusCode.MisdirectedRequest
        );

        HttpResponseMessage changed = await ChangeAsync(
            ada,
            new { general = new { hosts = (string[])["farm.example"], anonymousRead = true } },
            await VersionAsync(ada)
        );

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (string path in (string[])["printers", "files", "prints", "queue"])
            (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/" + path, null, host)).StatusCode.ShouldBe(
                HttpStatusCode.OK,
                path
            );
        foreach (string path in (string[])["settings", "users", "audit", "me", "storage"])
            (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/" + path)).StatusCode.ShouldBe(
                HttpStatusCode.Unauthorized,
                path
            );
        HttpResponseMessage write = await server.Http.CallAsync(HttpMethod.Post, "/fleet/v1/queue/pause");
        write.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_channel_keeps_its_secret_to_itself_and_is_tried_out()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var channel = new
        {
            kind = "webhook",
            url = "https://127.0.0.1:1/gantry",
            secret = "hush-hush",
            enabled = false,
        };

        HttpResponseMessage changed = await ChangeAsync(
            ada,
            new { notifications = new[] { channel } },
            await VersionAsync(ada)
        );

        JsonNode now = await changed.JsonAsync();
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, now.ToJsonString());
        JsonNode kept = now["notifications"]!.AsArray().ShouldHaveSingleItem()!;
        kept["hasSecret"]!.GetValue<bool>().ShouldBeTrue();
        now.ToJsonString().ShouldNotContain("hush-hush");
        HttpResponseMessage nobody = await ada.PostAsync("/fleet/v1/notifications/none/test", new { });
        await nobody.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        HttpResponseMessage tried = await ada.PostAsync($"/fleet/v1/notifications/{kept["id"]}/test", new { });
        JsonNode answer = await tried.JsonAsync();
        tried.StatusCode.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        answer["arrived"]!.GetValue<bool>().ShouldBeFalse();
        answer["detail"]!.GetValue<string>().ShouldNotBeEmpty();
        JsonNode list = await (await ada.GetAsync("/fleet/v1/notifications")).JsonAsync();
        list["items"]!.AsArray().ShouldHaveSingleItem()!["failedAt"].ShouldNotBeNull();
        list["kinds"]!.AsArray().Select(k => k!.GetValue<string>()).ShouldContain("print.finished");
        list["version"]!.GetValue<long>().ShouldBe(now["version"]!.GetValue<long>());
        list.ToJsonString().ShouldNotContain("hush-hush");
        HttpResponseMessage again = await ChangeAsync(ada, now, now["version"]!.GetValue<long>());
        JsonNode same = (await again.JsonAsync())["notifications"]!.AsArray().ShouldHaveSingleItem()!;
        same["hasSecret"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_backup_comes_as_a_file_to_those_who_may()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "operator");

        HttpResponseMessage refused = await mia.PostAsync("/fleet/v1/backup", new { });
        HttpResponseMessage weak = await ada.PostAsync("/fleet/v1/backup", new { passphrase = "x" });
        HttpResponseMessage made = await ada.PostAsync("/fleet/v1/backup", new { passphrase = (string?)null });
        JsonNode use = await (await ada.GetAsync("/fleet/v1/storage")).JsonAsync();

        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await weak.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
        made.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull();
        byte[] bytes = await made.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        bytes.AsSpan(257, 5).SequenceEqual("ustar"u8).ShouldBeTrue();
        use["databaseBytes"]!.GetValue<long>().ShouldBeGreaterThan(0);
        use["freeBytes"]!.GetValue<long>().ShouldBeGreaterThan(0);
    }

    private static async Task<long> VersionAsync(Person person) =>
        (await (await person.GetAsync(Path)).JsonAsync())["version"]!.GetValue<long>();

    private static Task<HttpResponseMessage> ChangeAsync(Person person, object edit, long version) =>
        person.CallAsync(HttpMethod.Patch, Path, edit, ("If-Match", $"\"{version}\""));
}
