using Gantry.Fleet.Errors;
using Gantry.Fleet.People;

namespace Gantry.Tests.Fleet;

/// <summary>Passwords as they are kept, and which are taken.</summary>
public sealed class PasswordTests
{
    [Fact]
    public void A_password_is_kept_salted_and_opens_with_itself_alone()
    {
        string kept = PasswordHash.Create("pass wörd 🔑", 100);

        kept.ShouldStartWith("pbkdf2-sha512$100$");
        kept.ShouldNotBe(PasswordHash.Create("pass wörd 🔑", 100));
        PasswordHash.Verify("pass wörd 🔑", kept).ShouldBeTrue();
        PasswordHash.Verify("pass word 🔑", kept).ShouldBeFalse();
        PasswordHash.Verify("", kept).ShouldBeFalse();
        PasswordHash.IsOld(kept, 100).ShouldBeFalse();
        PasswordHash.IsOld(kept, 101).ShouldBeTrue();
    }

    [Fact]
    public void A_hash_of_another_program_opens()
    {
        // By Python: hashlib.pbkdf2_hmac("sha512", b"password", b"saltsaltsaltsalt", 1000, 32).
        const string kept = "pbkdf2-sha512$1000$c2FsdHNhbHRzYWx0c2FsdA==$715rqIr5dXOVPpBhqqsugl037zT5bWJTWYmZtIcK8hA=";
        PasswordHash.Verify("password", kept).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("pbkdf2-sha512$1000$AAAA")]
    [InlineData("pbkdf2-sha512$0$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$2000000000$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$1000$AAAA$AAAA")]
    [InlineData("pbkdf2-sha1$1000$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$1000$!$!")]
    public void What_is_no_kept_password_opens_with_nothing(string kept) =>
        PasswordHash.Verify("", kept).ShouldBeFalse();

    [Theory]
    [InlineData("short7!")]
    [InlineData("password")]
    [InlineData("PassWord123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("somebody")]
    public void A_password_that_everybody_would_try_is_not_taken(string password) =>
        Should
            .Throw<FleetException>(() => PasswordRules.Check("password", password, "Somebody"))
            .Fields.Keys.ShouldBe(["password"]);

    [Fact]
    public void A_long_one_of_plain_words_is_taken() =>
        PasswordRules.Check("password", "correct horse battery staple", "ada");
}
