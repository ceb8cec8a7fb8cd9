using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Server.Uploads;
using Gantry.Storage;
using Gantry.Storage.Library;
using Microsoft.AspNetCore.Mvc;

namespace Gantry.Server.Endpoints.Library;

/// <summary>The files of the library.</summary>
internal static class FileEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/files").WithTags("library");
        group.MapGet("", Search);
        group
            .MapPost("", Upload)
            .Accepts<byte[]>("application/octet-stream", "multipart/form-data")
            .WithMetadata(UploadLimit.Instance);
        group.MapGet("/{id:long}", Get);
        group.MapPatch("/{id:long}", Change);
        group.MapDelete("/{id:long}", Remove);
        api.MapGet("/tags", ListTags).WithTags("library");
    }

    private static async Task<PageBody<FileBody>> Search(
        [AsParameters] FileFilter filter,
        [AsParameters] PageQuery page,
        HttpContext http,
        LibraryService library
    )
    {
        FileQuery query = filter.ToQuery();
        PageRequest request = page.ToRequest();
        Page<LibraryFile> found = await library.SearchAsync(http.Caller(), query, request, http.RequestAborted);
        FileBody[] files = [.. found.Items.Select(FileBody.From)];
        // Who reads on was told with the first page, and one page that is all has been counted.
        if (request.After is not null)
            return new PageBody<FileBody>(files, found.Next, null);
        if (found.Next is null)
            return new PageBody<FileBody>(files, null, files.Length);
        FileCount count = await library.CountAsync(http.Caller(), query, http.RequestAborted);
        return new PageBody<FileBody>(files, found.Next, count.Files, count.IsLeast);
    }

    private static async Task<FileBody> Upload(
        HttpContext http,
        UploadService uploads,
        string? name,
        string? note,
        [FromQuery] string[]? tag,
        long folderId = Folder.RootId,
        bool replace = false
    )
    {
        http.Caller().Demand(Right.LibraryWrite);
        await using IncomingFile incoming = await IncomingFile.OpenAsync(http.Request, http.RequestAborted);
        var upload = new NewUpload
        {
            Name = name ?? incoming.Name,
            FolderId = folderId,
            Expected = incoming.Expected,
            Note = note ?? "",
            Tags = tag ?? [],
            TakenName = replace ? TakenName.Replace : TakenName.Number,
        };
        UploadResult added = await uploads.UploadAsync(
            http.Caller(),
            upload,
            incoming.CopyToAsync,
            http.RequestAborted
        );
        FileBody body = FileBody.From(added.File) with { Duplicates = [.. added.Duplicates.Select(FileBody.From)] };
        return http.Created(body, $"/files/{added.File.Id}", added.File.Version);
    }

    private static async Task<FileBody> Get(long id, HttpContext http, LibraryService library)
    {
        FileDetails details = await library.GetDetailsAsync(http.Caller(), id, http.RequestAborted);
        FileBody body = FileBody.From(details.File) with { Duplicates = [.. details.Duplicates.Select(FileBody.From)] };
        return http.WithVersion(body, details.File.Version);
    }

    private static async Task<FileBody> Change(long id, FileChange body, HttpContext http, LibraryService library)
    {
        LibraryFile file = await library.UpdateAsync(http.Caller(), id, http.NeedVersion(), body, http.RequestAborted);
        return http.WithVersion(FileBody.From(file), file.Version);
    }

    private static async Task<IResult> Remove(long id, HttpContext http, LibraryService library)
    {
        long version = http.FindVersion() ?? (await library.GetAsync(http.Caller(), id, http.RequestAborted)).Version;
        await library.RemoveAsync(http.Caller(), id, version, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<ListBody<TagBody>> ListTags(HttpContext http, LibraryService library)
    {
        IReadOnlyList<TagCount> tags = await library.ListTagsAsync(http.Caller(), http.RequestAborted);
        return new([.. tags.Select(t => new TagBody(t.Tag, t.Files))]);
    }
}
