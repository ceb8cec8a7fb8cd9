using FsCheck;
using FsCheck.Fluent;
using Gantry.Storage;

namespace Gantry.Tests.Storage;

public sealed class PageCursorTests
{
    [Fact]
    public void A_place_comes_back_as_it_was_written()
    {
        PageCursor.ReadText(PageCursor.Write("Ä\n\"", 7)).ShouldBe(("Ä\n\"", 7));
        PageCursor.ReadNumber(PageCursor.Write(0.1 + 0.2, 7)).ShouldBe((0.1 + 0.2, 7));
        PageCursor.ReadInteger(PageCursor.Write(long.MaxValue, long.MinValue)).ShouldBe((long.MaxValue, long.MinValue));
    }

    [Fact]
    public void Any_text_is_a_place_or_refused_with_the_one_exception()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                text =>
                {
                    try
                    {
                        PageCursor.ReadInteger(text ?? "");
                        return true;
                    }
                    catch (PageCursorException)
                    {
                        return true;
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_limit_is_kept_within_reason()
    {
        new PageRequest(0).Take.ShouldBe(1);
        new PageRequest(int.MaxValue).Take.ShouldBe(PageRequest.MaxLimit);
    }
}
