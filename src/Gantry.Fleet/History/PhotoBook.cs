using Gantry.Fleet.Errors;
using Gantry.Fleet.Json;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Prints;
using Gantry.Storage.Files;
using Gantry.Storage.History;

namespace Gantry.Fleet.History;

/// <summary>Keeps pictures of what came out. What a person took is not replaced by what a camera takes.</summary>
internal sealed class PhotoBook(FleetContext context)
{
    /// <summary>Who takes the pictures that nobody took.</summary>
    public const string Camera = "camera";

    /// <summary>Keeps a picture.</summary>
    /// <returns>The print; null when a person's picture of it is there already, or it is gone.</returns>
    public async Task<PrintView?> KeepAsync(long id, ReadOnlyMemory<byte> picture, string by, CancellationToken stop)
    {
        using StagedFile staged = await context.Storage.Files.StageAsync(
            (to, ending) => to.WriteAsync(picture, ending).AsTask(),
            ExpectedContent.Unknown,
            stop
        );
        await context.Storage.Files.KeepAsync(staged, stop);
        return await context.Store.WriteAsync(
            async s =>
            {
                PrintRecord? now = await s.Prints.FindAsync(id, stop);
                if (now is null)
                    return by == Camera ? null : throw FleetException.NotFound($"print {id}");
                PrintDocument document = PrintBook.Read(now);
                if (by == Camera && now.PhotoHash is not null && document.PhotoBy != Camera)
                    return null;
                s.Tell(FleetTopic.Print, id);
                return PrintView.Of(
                    await s.Prints.UpdateAsync(
                        now with
                        {
                            PhotoHash = staged.Hash,
                            Document = FleetJson.Write(document with { PhotoBy = by }),
                        },
                        stop
                    )
                );
            },
            stop
        );
    }

    /// <summary>Lets a picture go; the bytes go with the next sweep.</summary>
    public Task RemoveAsync(long id, CancellationToken stop) =>
        context.Store.WriteAsync(
            async s =>
            {
                if (await s.Prints.FindAsync(id, stop) is not { PhotoHash: not null } now)
                    return;
                s.Tell(FleetTopic.Print, id);
                PrintDocument document = PrintBook.Read(now) with { PhotoBy = "" };
                await s.Prints.UpdateAsync(now with { PhotoHash = null, Document = FleetJson.Write(document) }, stop);
            },
            stop
        );
}
