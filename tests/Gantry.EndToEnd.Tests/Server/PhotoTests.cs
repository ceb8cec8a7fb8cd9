using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.Simulator.Hosting;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>The photo and the log of a print, from the printer to the browser.</summary>
public sealed class PhotoTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_print_is_seen_and_read_and_its_photo_is_replaced_and_removed()
    {
        using LiveSimulator machine = FastPrinter.Start();
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        string print = await PrintAsync(server, ada, machine.Addresses[0]);

        HttpResponseMessage taken = await mia.GetAsync(print + "/photo");
        JsonNode log = await (await mia.GetAsync(print + "/log")).JsonAsync();
        HttpResponseMessage foreign = await SetAsync(server, mia, print, Png, "image/png");
        HttpResponseMessage replaced = await SetAsync(server, ada, print, Png, "image/png");
        HttpResponseMessage seen = await mia.GetAsync(print + "/photo");

        taken.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await taken.Content.ReadAsByteArrayAsync(Stop))[..3].ShouldBe([0xFF, 0xD8, 0xFF]);
        log["said"]!.ToJsonString().ShouldContain("FIRMWARE_NAME");
        log["last"]!.ToJsonString().ShouldContain("M115");
        await foreign.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        (await replaced.JsonAsync())["photoBy"]!.GetValue<string>().ShouldBe("ada");
        seen.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await seen.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Png);

        HttpResponseMessage notTheirs = await mia.CallAsync(HttpMethod.Delete, print + "/photo");
        HttpResponseMessage removed = await ada.CallAsync(HttpMethod.Delete, print + "/photo");
        HttpResponseMessage twice = await ada.CallAsync(HttpMethod.Delete, print + "/photo");
        await notTheirs.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        twice.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await ada.GetAsync(print + "/photo")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        (await (await ada.GetAsync(print)).JsonAsync())["photoUrl"].ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_picture_is_not_taken_for_a_photo()
    {
        using LiveSimulator machine = FastPrinter.Start();
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        string print = await PrintAsync(server, ada, machine.Addresses[0]);

        foreach (string text in (string[])["", "<svg onload=alert(1)>", "GIF89a"])
            await (await SetAsync(server, ada, print, Encoding.ASCII.GetBytes(text), "image/png")).ShouldBeProblemAsync(
                HttpStatusCode.BadRequest,
                "invalid"
            );
        byte[] large = [.. Png, .. new byte[17 * 1024 * 1024]];
        await (await SetAsync(server, ada, print, large, "image/png")).ShouldBeProblemAsync(
            HttpStatusCode.RequestEntityTooLarge,
            "tooLarge"
        );
        await (await SetAsync(server, ada, "/fleet/v1/prints/4711", Png, "image/png")).ShouldBeProblemAsync(
            HttpStatusCode.NotFound,
            "notFound"
        );
    }

    private static Task<HttpResponseMessage> SetAsync(
        RunningServer server,
        Person person,
        string print,
        byte[] picture,
        string type
    )
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return server.Http.CallAsync(
            HttpMethod.Put,
            print + "/photo",
            content,
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken)
        );
    }

    /// <summary>Prints a file on a printer with a test picture; the address of the print that has ended and was photographed.</summary>
    private static async Task<string> PrintAsync(RunningServer server, Person person, string url)
    {
        HttpResponseMessage added = await person.PostAsync(
            "/fleet/v1/printers",
            new
            {
                name = "Left",
                url,
                cameraSettings = new { testPicture = true },
            }
        );
        long printer = (await added.JsonAsync())["id"]!.GetValue<long>();
        await person.PostAsync($"/fleet/v1/printers/{printer}/actions/clearPlate", new { });
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes("G28\nG1 X10 F3000\nM115\n"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        HttpResponseMessage sent = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/files?name=part.gcode",
            content,
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken)
        );
        await person.PostAsync("/fleet/v1/jobs", new { fileId = (await sent.JsonAsync())["id"]!.GetValue<long>() });
        JsonNode prints = await FleetRig.Until(
            async () => await (await person.GetAsync("/fleet/v1/prints")).JsonAsync(),
            p => p["items"]!.AsArray() is [{ } one] && one["endedAt"] is not null && one["photoUrl"] is not null,
            p => p.ToJsonString()
        );
        return $"/fleet/v1/prints/{prints["items"]![0]!["id"]}";
    }
}
