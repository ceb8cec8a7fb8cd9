using System.Globalization;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>PostgreSQL is stopped for a while, in the middle of a print.</summary>
public sealed class DatabaseAwayTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_print_is_whole_and_in_the_books_when_the_database_is_back()
    {
        using var folder = new TemporaryFolder();
        string database = await postgres.NewDatabaseAsync();
        await using RunningProgram machine = RunningProgram.Gantry(
            "simulate",
            "--tcp",
            "0",
            "--executed",
            folder["executed"],
            "--boot-time",
            "1ms"
        );
        string address = await machine.ReadLineAsync(Stop);
        await using ServeProcess server = await ServeProcess.StartAsync(folder["data"], "--database", database);
        await server.ClearPlatesAsync();
        long printer = await server.AddPrinterAsync("P", address);
        string[] moves =
        [
            .. Enumerable
                .Range(1, 300)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"G1 X{100 + i * 0.1:F1} Y100 F6000")),
        ];
        long file = await server.UploadAsync(
            "part.gcode",
            "G90\nG92 X100 Y100\n" + string.Concat(moves.Select(m => m + "\nG4 P5\n"))
        );
        await server.PostAsync("/jobs", new { fileId = file });
        await server.WaitAsync($"/printers/{printer}", p => p["live"]!["job"]?["commandsDone"]?.GetValue<long>() > 50);

        await using (await postgres.CloseAsync(database))
            // Longer than the node may be without a word of the database.
            await Task.Delay(TimeSpan.FromSeconds(6), Stop);

        await server.WaitAsync("/prints", p => p["items"]!.AsArray() is [{ } print] && print["endedAt"] is not null);
        (await server.GetAsync("/prints"))["items"]![0]!["state"]!.GetValue<string>().ShouldBe("finished");
        (await File.ReadAllLinesAsync(folder["executed"], Stop))
            .Where(l => l.StartsWith("G1 X", StringComparison.Ordinal))
            .ShouldBe(moves);
    }
}
