using Gantry.EndToEnd.Tests.Peers;
using Gantry.Storage;
using Gantry.Storage.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>Where the bytes of files are kept, as somebody says and as they are already.</summary>
public sealed class FileStoreChoiceTests : StorageTest
{
    [Fact]
    public async Task Only_PostgreSQL_keeps_files_and_that_is_said_before_anything_is_made()
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions
        {
            Data = new DataDirectory(folder["data"]),
            Files = new FileStoreOptions { Kind = FileStoreKind.LargeObjects },
        };

        (await Should.ThrowAsync<StorageException>(() => OpenAsync(options))).Message.ShouldContain("--database");

        Directory.Exists(folder["data"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(FileStoreKind.Directory)]
    [InlineData(FileStoreKind.LargeObjects)]
    public async Task Files_are_found_again_where_they_are_and_not_looked_for_elsewhere(FileStoreKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(
            DatabaseKind.Postgres,
            new FileStoreOptions { FreeSpaceFloor = 0, Kind = kind }
        );
        ContentHash hash = (await test.AddFileAsync("vase")).ContentHash;
        await test.CloseAsync();
        FileStoreKind other = kind == FileStoreKind.Directory ? FileStoreKind.LargeObjects : FileStoreKind.Directory;

        test.Files = test.Files with { Kind = other };
        (await Should.ThrowAsync<StorageException>(() => test.OpenAsync())).Message.ShouldContain("make a backup");
        test.Files = test.Files with { Kind = null };
        await test.OpenAsync();

        test.Storage.Options.Files.Kind.ShouldBe(kind);
        await using Stream bytes = await test.Storage.Files.OpenReadAsync(hash, Stop);
        bytes.Length.ShouldBeGreaterThan(0);
    }

    [Theory]
    [BothDatabases]
    public async Task A_directory_that_is_not_there_is_missed_at_the_start_and_not_made_anew(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await test.AddFileAsync("vase");
        await test.CloseAsync();
        Directory.Move(test.Data.Files, test.Data.Files + ".elsewhere");

        (await Should.ThrowAsync<StorageException>(() => test.OpenAsync())).Message.ShouldContain("not there");

        Directory.Exists(test.Data.Files).ShouldBeFalse();
        test.Files = test.Files with { Directory = test.Data.Files + ".elsewhere" };
        await test.OpenAsync();
    }

    [Fact]
    public void The_address_of_the_database_may_say_it()
    {
        DatabaseAddress.Parse("postgres://h/d").Files.ShouldBeNull();
        DatabaseAddress.Parse("postgres://h/d?files=database").Files.ShouldBe(FileStoreKind.LargeObjects);
        DatabaseAddress.Parse("postgres://h/d?schema=a&files=directory").Files.ShouldBe(FileStoreKind.Directory);
        Should
            .Throw<FormatException>(() => DatabaseAddress.Parse("postgres://h/d?files=/srv"))
            .Message.ShouldContain("--files");
    }

    private static Task<GantryStorage> OpenAsync(StorageOptions options) =>
        GantryStorage.OpenAsync(options, StorageUse.Serve, TimeProvider.System, NullLoggerFactory.Instance, Stop);
}
