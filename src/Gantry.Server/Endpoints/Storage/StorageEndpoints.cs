using System.Globalization;
using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Storage;
using Gantry.Storage.Backup;

namespace Gantry.Server.Endpoints.Storage;

/// <summary>Where everything is kept.</summary>
internal static class StorageEndpoints
{
    /// <summary>SQLite keeps what is newest beside the database.</summary>
    private static readonly string[] DatabaseEnds = ["", "-wal", "-shm"];

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("storage");
        group.MapGet("/storage", Get);
        group.MapPost("/backup", MakeBackup).Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
    }

    private static Task<StorageBody> Get(HttpContext http, GantryStorage storage)
    {
        http.Caller()
            .Demand(
                http.Caller().May(Right.SettingsManage) || http.Caller().May(Right.Backup),
                "It needs the right 'settings.manage' or 'backup'."
            );
        CancellationToken stop = http.RequestAborted;
        return Task.Run(() => Measure(storage.Options.Data, stop), stop);
    }

    private static StorageBody Measure(DataDirectory data, CancellationToken stop)
    {
        long database = DatabaseEnds
            .Select(end => new FileInfo(data.Database + end))
            .Where(file => file.Exists)
            .Sum(file => file.Length);
        long files = 0;
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        if (Directory.Exists(data.Files))
            foreach (FileInfo file in new DirectoryInfo(data.Files).EnumerateFiles("*", everywhere))
            {
                stop.ThrowIfCancellationRequested();
                // One that goes in this moment takes nothing any more.
                files += file.Exists ? file.Length : 0;
            }
        long free = new DriveInfo(data.Root).AvailableFreeSpace;
        return new StorageBody(database > 0 ? database : null, files, free);
    }

    private static async Task MakeBackup(
        HttpContext http,
        GantryStorage storage,
        TimeProvider time,
        BackupBody? body = null
    )
    {
        Caller caller = http.Caller();
        caller.Demand(Right.Backup);
        string name = string.Create(CultureInfo.InvariantCulture, $"gantry-{time.GetUtcNow():yyyy-MM-dd}.backup");
        await storage.Store.WriteAsync(
            s =>
            {
                s.Audit.Append(caller.Audit("backup.create", "backup", null, name));
                return Task.CompletedTask;
            },
            http.RequestAborted
        );
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        http.Response.Headers.CacheControl = "no-store";
        await GantryBackup.CreateAsync(storage, http.Response.Body, body?.Passphrase, time, http.RequestAborted);
    }
}
