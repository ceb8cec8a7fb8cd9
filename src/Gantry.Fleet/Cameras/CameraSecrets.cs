using System.Globalization;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Json;
using Gantry.Fleet.Printers.Profile;
using Gantry.Storage;

namespace Gantry.Fleet.Cameras;

/// <summary>
/// Keeps the passwords of a camera's addresses where all secrets are, sealed; the printer's document holds the addresses with
/// stars.
/// </summary>
internal static class CameraSecrets
{
    private sealed record Addresses(string StreamUrl, string SnapshotUrl);

    /// <summary>Takes what somebody wants a camera to be, with its passwords.</summary>
    /// <param name="s">The unit of work.</param>
    /// <param name="printer">The printer; null for one that is not there yet.</param>
    /// <param name="before">The camera before, as the document has it.</param>
    /// <param name="wanted">The camera that is wanted.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="FleetException">A password would go to another host.</exception>
    public static async Task<CameraSettings> ResolveAsync(
        IStoreSession s,
        long? printer,
        CameraSettings before,
        CameraSettings wanted,
        CancellationToken stop
    )
    {
        CameraSettings whole = printer is { } id ? await ReadAsync(s, id, before, stop) : new CameraSettings();
        return wanted with
        {
            StreamUrl = CameraUrls.Restore(wanted.StreamUrl, whole.StreamUrl, "cameraSettings.streamUrl"),
            SnapshotUrl = CameraUrls.Restore(wanted.SnapshotUrl, whole.SnapshotUrl, "cameraSettings.snapshotUrl"),
            Device = wanted.Device.Trim(),
        };
    }

    /// <summary>The camera as the document may hold it.</summary>
    public static CameraSettings Hide(CameraSettings whole) =>
        whole with
        {
            StreamUrl = CameraUrls.Hide(whole.StreamUrl),
            SnapshotUrl = CameraUrls.Hide(whole.SnapshotUrl),
        };

    /// <summary>Keeps the passwords; the others before are forgotten.</summary>
    public static Task KeepAsync(
        IStoreSession s,
        long printer,
        CameraSettings whole,
        string by,
        CancellationToken stop
    ) =>
        Hide(whole) == whole
            ? s.Secrets.RemoveAsync(NameOf(printer), stop)
            : s.Secrets.SetAsync(
                NameOf(printer),
                FleetJson.Write(new Addresses(whole.StreamUrl, whole.SnapshotUrl)),
                by,
                stop
            );

    /// <summary>Forgets them.</summary>
    public static Task RemoveAsync(IStoreSession s, long printer, CancellationToken stop) =>
        s.Secrets.RemoveAsync(NameOf(printer), stop);

    /// <summary>A camera with its passwords; with stars where they were lost, as in a backup without secrets.</summary>
    public static async Task<CameraSettings> ReadAsync(
        IStoreSession s,
        long printer,
        CameraSettings hidden,
        CancellationToken stop
    )
    {
        if (await s.Secrets.FindAsync(NameOf(printer), stop) is not { } json)
            return hidden;
        Addresses kept = FleetJson.Read<Addresses>(json);
        // What does not fit to the document was kept for another address.
        return hidden with
        {
            StreamUrl = CameraUrls.Hide(kept.StreamUrl) == hidden.StreamUrl ? kept.StreamUrl : hidden.StreamUrl,
            SnapshotUrl =
                CameraUrls.Hide(kept.SnapshotUrl) == hidden.SnapshotUrl ? kept.SnapshotUrl : hidden.SnapshotUrl,
        };
    }

    private static string NameOf(long printer) => string.Create(CultureInfo.InvariantCulture, $"camera.{printer}");
}
