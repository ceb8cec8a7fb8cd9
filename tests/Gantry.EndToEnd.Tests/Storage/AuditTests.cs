using Gantry.Storage;
using Gantry.Storage.Audit;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class AuditTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task Entries_are_chained_and_searched(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        for (int i = 0; i < 7; i++)
            await Append(test, i % 2 == 0 ? "job.cancel" : "printer.move", $"{i}");

        List<AuditEntry> all = await ReadAll(p => Read(test, s => s.Audit.SearchAsync(new AuditQuery(), p, Stop)), 3);
        all.Select(e => e.Id).ShouldBe([7, 6, 5, 4, 3, 2, 1]);
        AuditEntry[] exported = [.. await Read(test, s => s.Audit.ListAfterAsync(0, 100, Stop))];
        string hash = "";
        foreach (AuditEntry entry in exported)
            entry.Hash.ShouldBe(hash = entry.HashAfter(hash));
        AuditCheck check = await Read(test, s => s.Audit.CheckAsync(Stop));
        check.ShouldBe(new AuditCheck(7, null, hash));
        var moves = new AuditQuery
        {
            Action = "printer.move",
            SubjectKind = "printer",
            SubjectId = "3",
        };
        (await Read(test, s => s.Audit.SearchAsync(moves, PageRequest.First, Stop))).Items.Single().Id.ShouldBe(4);
    }

    [Theory]
    [BothDatabases]
    public async Task Many_at_once_make_one_chain(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Append(test, "a", $"{i}")));

        (await Read(test, s => s.Audit.CheckAsync(Stop))).ShouldSatisfyAllConditions(
            c => c.Entries.ShouldBe(40),
            c => c.FirstBroken.ShouldBeNull()
        );
    }

    [Theory]
    [BothDatabases]
    public async Task The_database_lets_nobody_change_or_remove_an_entry(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Append(test, "a", "1");
        string[] attempts = ["UPDATE audit SET user_name = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1"];

        foreach (string attempt in attempts)
            (await Should.ThrowAsync<StorageException>(() => Execute(test, attempt))).Message.ShouldContain(
                "append-only"
            );
    }

    [Theory]
    [BothDatabases]
    public async Task Who_goes_behind_the_triggers_breaks_the_chain(DatabaseKind kind)
    {
        foreach (
            string attack in new[]
            {
                "UPDATE audit SET user_name = 'somebody else' WHERE id = 3",
                "UPDATE audit SET subject_id = user_name, user_name = subject_id WHERE id = 3",
                "UPDATE audit SET user_id = 1 WHERE id = 3",
                "DELETE FROM audit WHERE id = 3",
                "UPDATE audit SET id = 99 WHERE id = 3",
            }
        )
        {
            await using TestStorage test = await TestStorage.OpenAsync(kind);
            for (int i = 0; i < 5; i++)
                await Append(test, "a", $"{i}");
            await Execute(
                test,
                kind == DatabaseKind.Sqlite ? "DROP TRIGGER audit_no_update" : "ALTER TABLE audit DISABLE TRIGGER ALL"
            );
            if (kind == DatabaseKind.Sqlite)
                await Execute(test, "DROP TRIGGER audit_no_delete");

            await Execute(test, attack);

            (await Read(test, s => s.Audit.CheckAsync(Stop))).FirstBroken.ShouldBe(3, attack);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task What_did_not_happen_is_not_in_the_log(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Append(test, "a", "1");
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Write(
                test,
                async s =>
                {
                    s.Audit.Append(new AuditEntry { UserName = "Ada", Action = "b" });
                    await s.LockAsync("x", Stop);
                    throw new InvalidOperationException();
                }
            )
        );
        await Append(test, "c", "1");

        AuditEntry[] all = [.. await Read(test, s => s.Audit.ListAfterAsync(0, 100, Stop))];
        all.Select(e => (e.Id, e.Action)).ShouldBe([(1, "a"), (2, "c")]);
    }

    private static Task Append(TestStorage test, string action, string subject) =>
        Write(
            test,
            s =>
            {
                var entry = new AuditEntry
                {
                    UserName = "Ada",
                    Source = "web 10.0.0.1",
                    Action = action,
                    SubjectKind = "printer",
                    SubjectId = subject,
                    SubjectName = "one\0",
                };
                s.Audit.Append(entry);
                return Task.CompletedTask;
            }
        );
}
