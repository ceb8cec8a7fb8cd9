using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.Victim;

/// <summary>A file of the library, with its bytes.</summary>
internal static class Uploads
{
    public static async Task<string> SaveAsync(GantryStorage storage, string name, Random random)
    {
        byte[] bytes = new byte[random.Next(1, 20_000)];
        random.NextBytes(bytes);
        using StagedFile staged = await storage.Files.StageAsync(
            (to, stop) => WriteAsync(to, bytes, stop),
            new ExpectedContent(bytes.Length),
            CancellationToken.None
        );
        await storage.Files.KeepAsync(staged, CancellationToken.None);
        await storage.Store.WriteAsync(
            session =>
                session.Files.AddAsync(
                    new NewFile
                    {
                        Name = name,
                        ContentHash = staged.Hash,
                        Size = staged.Size,
                        Facts = new FileFacts(),
                        UploaderName = "victim",
                    },
                    CancellationToken.None
                ),
            CancellationToken.None
        );
        return $"{name} {staged.Hash}";
    }

    /// <summary>As a network brings them.</summary>
    private static async Task WriteAsync(Stream to, byte[] bytes, CancellationToken cancellationToken)
    {
        for (int at = 0; at < bytes.Length; at += 4096)
        {
            await to.WriteAsync(bytes.AsMemory(at, Math.Min(4096, bytes.Length - at)), cancellationToken);
            await Task.Yield();
        }
    }
}
