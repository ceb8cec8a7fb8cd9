using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Storage;
using Gantry.Storage.Sql;

namespace Gantry.Tests.Storage;

public sealed class StoredTextTests
{
    [Fact]
    public void Any_text_becomes_text_that_every_database_takes()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<char[]>(),
                characters =>
                {
                    string clean = StoredText.Name(new string(characters));
                    return !clean.Contains('\0')
                        && clean.Length <= StoredText.MaxName
                        && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)) == clean
                        && StoredText.Name(clean) == clean;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_cut_never_leaves_half_a_character()
    {
        string name = new string('x', 254) + "🖨";
        StoredText.Name(name).ShouldBe(new string('x', 254) + "\uFFFD");
        StoredText.Name(name[1..]).ShouldBe(name[1..]);
    }

    [Fact]
    public void Tags_are_folded_sorted_and_there_once() =>
        StoredText.Tags(["b", " Ä ", "B", "", "ä"]).ShouldBe(["b", "ä"]);

    [Fact]
    public void A_document_is_kept_whole_or_not_at_all()
    {
        StoredText.Document("{}").ShouldBe("{}");
        Should.Throw<StorageException>(() => StoredText.Document(new string(' ', StoredText.MaxDocument + 1)));
        Should.Throw<StorageException>(() => StoredText.Document("\0"));
    }
}
