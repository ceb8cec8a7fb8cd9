using Gantry.Storage;
using Gantry.Storage.Settings;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class SettingTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task A_setting_is_changed_only_by_who_knows_it_as_it_is(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        var setting = new SettingRecord
        {
            Name = "site.name",
            Value = "\"Fablab\"",
            ChangedBy = "Ada",
        };

        SettingRecord first = await Write(test, s => s.Settings.SetAsync(setting, Stop));
        SettingRecord second = await Write(test, s => s.Settings.SetAsync(first with { Value = "1" }, Stop));

        second.ShouldBe(first with { Value = "1", Version = 2 });
        await Should.ThrowAsync<VersionConflictException>(() => Write(test, s => s.Settings.SetAsync(setting, Stop)));
        await Should.ThrowAsync<VersionConflictException>(() => Write(test, s => s.Settings.SetAsync(first, Stop)));
        (await Read(test, s => s.Settings.ListAsync(Stop))).ShouldBe([second]);
        await Write(test, s => s.Settings.RemoveAsync("site.name", Stop));
        (await Read(test, s => s.Settings.FindAsync("site.name", Stop))).ShouldBeNull();
    }

    [Theory]
    [BothDatabases]
    public async Task A_secret_is_readable_with_its_key_file_alone(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Set(test, "mail", "pässword");
        await Set(test, "mail", "pässword 2");

        (await Read(test, s => s.Secrets.FindAsync("mail", Stop))).ShouldBe("pässword 2");
        (await Read(test, s => s.Secrets.FindAsync("other", Stop))).ShouldBeNull();
        byte[] stored = await test.Storage.Database.ReadAsync(
            s => s.GetAsync<byte[]>("SELECT sealed FROM secrets", null, Stop),
            Stop
        );
        System.Text.Encoding.UTF8.GetString(stored).ShouldNotContain("ssword");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(test.Storage.Options.Data.SecretKey)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [BothDatabases]
    public async Task A_secret_under_another_name_or_changed_does_not_open(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Set(test, "mail", "m");
        await Set(test, "mqtt", "q");
        await Execute(test, "UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE name = 'mail')");

        (await Should.ThrowAsync<SecretKeyException>(() => Find(test, "mqtt"))).Message.ShouldContain("was changed");
        (await Find(test, "mail")).ShouldBe("m");
    }

    [Theory]
    [BothDatabases]
    public async Task Another_key_file_is_noticed_before_it_does_harm(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Set(test, "mail", "m");
        await test.CloseAsync();
        string keyFile = test.Options("one").Data.SecretKey;
        string key = await File.ReadAllTextAsync(keyFile, Stop);
        File.Delete(keyFile);
        await test.OpenAsync();

        (await Should.ThrowAsync<SecretKeyException>(() => Find(test, "mail"))).Message.ShouldContain("another key");
        await Should.ThrowAsync<SecretKeyException>(() => Set(test, "mqtt", "q"));
        await File.WriteAllTextAsync(keyFile, key, Stop);
        (await Find(test, "mail")).ShouldBe("m");
        await test.CloseAsync();
        await File.WriteAllTextAsync(keyFile, "no key", Stop);
        await test.OpenAsync();
        (await Should.ThrowAsync<SecretKeyException>(() => Find(test, "mail"))).Message.ShouldContain("no key file");
    }

    private static Task<string?> Find(TestStorage test, string name) =>
        Read(test, s => s.Secrets.FindAsync(name, Stop));

    private static Task Set(TestStorage test, string name, string secret) =>
        Write(test, s => s.Secrets.SetAsync(name, secret, "Ada", Stop));
}
