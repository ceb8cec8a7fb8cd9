using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.People;
using Gantry.Storage.Printers;
using Gantry.Storage.Settings;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>A printer or two, somebody, and something to print.</summary>
internal static class Fleet
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<PrinterRecord> AddPrinterAsync(this TestStorage test, string name) =>
        test.Store.WriteAsync(
            s =>
                s.Printers.AddAsync(
                    new PrinterRecord
                    {
                        Name = name,
                        Url = "tcp://a:1",
                        Document = "{}",
                    },
                    Stop
                ),
            Stop
        );

    public static Task<UserRecord> AddUserAsync(this TestStorage test, string name) =>
        test.Store.WriteAsync(
            s =>
                s.Users.AddAsync(
                    new UserRecord
                    {
                        Name = name,
                        Role = "member",
                        PasswordHash = "x",
                    },
                    Stop
                ),
            Stop
        );

    public static async Task<Job> AddJobAsync(this TestStorage test, string name, Func<Job, Job>? change = null)
    {
        ContentHash hash = await test.KeepAsync([7]);
        var job = new Job
        {
            Name = name,
            ContentHash = hash,
            OwnerName = "Ada",
        };
        return await test.Store.WriteAsync(s => s.Jobs.AddAsync(change?.Invoke(job) ?? job, Stop), Stop);
    }

    /// <summary>Takes the first of some jobs for a printer.</summary>
    public static Task<PrintRecord?> ClaimAsync(
        this TestStorage test,
        PrinterRecord printer,
        IPrinterLease lease,
        params Job[] jobs
    ) =>
        test.Store.WriteAsync(
            s =>
                s.Jobs.ClaimAsync(
                    new JobClaim
                    {
                        PrinterId = printer.Id,
                        Epoch = lease.Epoch,
                        Jobs = [.. jobs.Select(j => new JobChoice(j.Id, j.ContentHash!.Value))],
                    },
                    Stop
                ),
            Stop
        );

    /// <summary>Writes a little something.</summary>
    public static Task AddSettingAsync(this TestStorage test, IStoreSession session, string name) =>
        session.Settings.SetAsync(new SettingRecord { Name = name, Value = "1" }, Stop);

    public static async Task<IPrinterLease> TakeAsync(this TestStorage test, PrinterRecord printer) =>
        (await test.Storage.Ownership.TryTakeAsync(printer.Id, Stop)).ShouldNotBeNull();

    /// <summary>Ends a print.</summary>
    public static Task<PrintRecord> EndAsync(
        this TestStorage test,
        PrintRecord print,
        PrintState state = PrintState.Finished
    ) =>
        test.Store.WriteAsync(
            s => s.Prints.UpdateAsync(print with { State = state, EndedAt = s.Now, Seconds = 60 }, Stop),
            Stop
        );
}
