using Gantry.Storage;
using Gantry.Storage.Library;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class FolderTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task Folders_are_found_by_their_name_whatever_its_case(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Folder parts = await Add(test, Folder.RootId, "Parts Ü");
        await Add(test, parts.Id, "Knobs");

        Folder? found = await Read(test, s => s.Folders.FindAsync(Folder.RootId, "PARTS ü", Stop));

        found.ShouldBe(parts);
        (await Read(test, s => s.Folders.ListAsync(parts.Id, Stop))).Select(f => f.Name).ShouldBe(["Knobs"]);
        await Should.ThrowAsync<NameTakenException>(() => Add(test, Folder.RootId, "parts ü"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_folder_takes_along_what_is_in_it(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Folder a = await Add(test, Folder.RootId, "a");
        Folder b = await Add(test, a.Id, "b");
        Folder c = await Add(test, Folder.RootId, "c");

        Folder moved = await Write(test, s => s.Folders.UpdateAsync(a with { ParentId = c.Id, Name = "A2" }, Stop));

        moved.Version.ShouldBe(2);
        (await Read(test, s => s.Folders.PathAsync(b.Id, Stop))).Select(f => f.Name).ShouldBe(["", "c", "A2", "b"]);
    }

    [Theory]
    [BothDatabases]
    public async Task A_folder_cannot_lie_in_itself_or_endlessly_deep(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Folder top = await Add(test, Folder.RootId, "1");
        Folder deepest = top;
        for (int i = 2; i <= IFolderRepository.MaxDepth; i++)
            deepest = await Add(test, deepest.Id, $"{i}");
        Folder other = await Add(test, Folder.RootId, "other");

        await Should.ThrowAsync<StillInUseException>(() => Add(test, deepest.Id, "too deep"));
        await Should.ThrowAsync<StillInUseException>(() => Move(test, top, deepest.Id));
        await Should.ThrowAsync<StillInUseException>(() => Move(test, top, top.Id));
        await Should.ThrowAsync<StillInUseException>(() => Move(test, top, other.Id));
        await Should.ThrowAsync<StillInUseException>(() => Add(test, 4711, "nowhere"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_folder_goes_only_when_it_is_empty_and_as_it_was_read(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Folder full = await Add(test, Folder.RootId, "full");
        Folder empty = await Add(test, full.Id, "empty");
        Folder renamed = await Write(test, s => s.Folders.UpdateAsync(empty with { Name = "void" }, Stop));

        await Should.ThrowAsync<StillInUseException>(() => Remove(test, full));
        await Should.ThrowAsync<StillInUseException>(() => Remove(test, full with { Id = Folder.RootId }));
        await Should.ThrowAsync<VersionConflictException>(() => Remove(test, empty));
        await Remove(test, renamed);
        await Remove(test, full);

        (await Read(test, s => s.Folders.ListAsync(Folder.RootId, Stop))).ShouldBeEmpty();
        await Should.ThrowAsync<VersionConflictException>(() => Move(test, empty, Folder.RootId));
    }

    private static Task<Folder> Add(TestStorage test, long parent, string name) =>
        Write(test, s => s.Folders.AddAsync(parent, name, "Ada", Stop));

    private static Task<Folder> Move(TestStorage test, Folder folder, long parent) =>
        Write(test, s => s.Folders.UpdateAsync(folder with { ParentId = parent }, Stop));

    private static Task Remove(TestStorage test, Folder folder) =>
        Write(test, s => s.Folders.RemoveAsync(folder.Id, folder.Version, Stop));
}
