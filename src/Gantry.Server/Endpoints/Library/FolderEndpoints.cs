using Gantry.Fleet.Library;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Storage.Library;

namespace Gantry.Server.Endpoints.Library;

/// <summary>The folders of the library.</summary>
internal static class FolderEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/folders").WithTags("library");
        group.MapGet("", List);
        group.MapPost("", Add).Idempotent(LostAnswers.Folder);
        group.MapPatch("/{id:long}", Change);
        group.MapDelete("/{id:long}", Remove);
    }

    private static async Task<ListBody<FolderBody>> List(HttpContext http, FolderService folders) =>
        new([
            .. (await folders.ListAsync(http.Caller(), http.RequestAborted)).Select(f =>
                FolderBody.From(f.Folder, f.Files)
            ),
        ]);

    private static async Task<FolderBody> Add(NewFolderBody body, HttpContext http, FolderService folders)
    {
        Folder added = await folders.AddAsync(
            http.Caller(),
            body.ParentId ?? Folder.RootId,
            body.Name,
            http.RequestAborted
        );
        return http.Created(FolderBody.From(added, 0), $"/folders/{added.Id}", added.Version);
    }

    private static async Task<FolderBody> Change(long id, FolderPatch body, HttpContext http, FolderService folders)
    {
        FolderCount before = await FindAsync(id, http, folders);
        Folder after = await folders.UpdateAsync(
            http.Caller(),
            id,
            http.NeedVersion(),
            body.Name,
            body.ParentId,
            http.RequestAborted
        );
        return http.WithVersion(FolderBody.From(after, before.Files), after.Version);
    }

    private static async Task<IResult> Remove(long id, HttpContext http, FolderService folders)
    {
        long version = http.FindVersion() ?? (await FindAsync(id, http, folders)).Folder.Version;
        await folders.RemoveAsync(http.Caller(), id, version, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<FolderCount> FindAsync(long id, HttpContext http, FolderService folders) =>
        (await folders.ListAsync(http.Caller(), http.RequestAborted)).FirstOrDefault(f => f.Folder.Id == id)
        ?? throw ApiException.NotFound($"folder {id}");
}
