using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;

namespace Gantry.Tests.Fleet;

/// <summary>The one place that says who may do what.</summary>
public sealed class PermissionsTests
{
    private static readonly Caller Ada = Caller.Person(1, "ada", Role.Member, "s", "web");
    private static readonly Caller Olga = Caller.Person(2, "olga", Role.Operator, "s", "web");
    private static readonly Caller Eve = Caller.Person(3, "eve", Role.Viewer, "s", "web");

    [Theory]
    [InlineData(Role.Viewer, "fleet.read library.read history.read")]
    [InlineData(Role.Member, "fleet.read queue.submit library.read library.write history.read")]
    [InlineData(
        Role.Operator,
        "fleet.read printers.control queue.submit queue.manage jobs.approve library.read library.write library.manage history.read history.manage ports.read terminal.use"
    )]
    public void A_role_has_these_rights(Role role, string words) =>
        string.Join(' ', Permissions.Of(role).ToWords()).ShouldBe(words);

    [Fact]
    public void Each_role_may_all_that_those_before_it_may_and_the_administrator_everything()
    {
        foreach (Role role in Enum.GetValues<Role>().Skip(1))
            Permissions.Of(role - 1).ShouldBeSubsetOf(Permissions.Of(role));
        Permissions.Of(Role.Administrator).Count.ShouldBe(Enum.GetValues<Right>().Length);
    }

    [Fact]
    public void Every_right_and_role_has_a_word_of_its_own()
    {
        foreach (Right right in Enum.GetValues<Right>())
        {
            RightWords.TryParse(right.Word(), out Right back).ShouldBeTrue();
            back.ShouldBe(right);
        }
        foreach (Role role in Enum.GetValues<Role>())
        {
            RoleWords.TryParse(role.Word(), out Role back).ShouldBeTrue();
            back.ShouldBe(role);
        }
        RightWords.TryParse("all", out _).ShouldBeFalse();
        RoleWords.TryParse("Administrator", out _).ShouldBeFalse();
    }

    [Fact]
    public void One_controls_ones_own_jobs_prints_and_files_and_an_operator_everybodys()
    {
        Job own = Job(1);
        Job others = Job(9);
        (Ada.MayControl(own), Ada.MayControl(others), Olga.MayControl(others), Eve.MayControl(Job(3))).ShouldBe(
            (true, false, true, false)
        );
        PrintRecord print = Print(1);
        (Ada.MayControl(print), Ada.MayControl(Print(9)), Olga.MayControl(print), Eve.MayControl(Print(3))).ShouldBe(
            (true, false, true, false)
        );
        (Ada.MayJudge(print), Ada.MayJudge(Print(9)), Olga.MayJudge(print)).ShouldBe((true, false, true));
        (Ada.MayChange(File(1)), Ada.MayChange(File(9)), Olga.MayChange(File(9)), Eve.MayChange(File(3))).ShouldBe(
            (true, false, true, false)
        );
        // What belongs to nobody any more is not anybody's.
        Ada.MayControl(Job(null)).ShouldBeFalse();
        Caller.Anonymous("web", mayRead: true).MayControl(Job(null)).ShouldBeFalse();
        Caller.Anonymous("web").MayChange(File(null)).ShouldBeFalse();
    }

    [Fact]
    public void A_key_for_one_printer_is_good_for_that_one_alone()
    {
        Caller key = Caller.Program(
            2,
            "olga",
            Role.Operator,
            7,
            Enum.GetValues<Right>(),
            new HashSet<long> { 5 },
            "api"
        );

        key.May(Right.UsersManage).ShouldBeFalse();
        (key.May(Right.PrintersControl, 5), key.May(Right.PrintersControl, 6)).ShouldBe((true, false));
        (key.MayControl(Print(9)), key.MayControl(Print(9) with { PrinterId = 6 })).ShouldBe((true, false));
        key.MayControl(Job(2)).ShouldBeFalse();
        key.MayControl(Job(2) with { PrinterId = 5 }).ShouldBeTrue();
        key.MayControl(Job(2) with { Routing = """{"printerIds":[5]}""" }).ShouldBeTrue();
        key.MayControl(Job(2) with { Routing = """{"printerIds":[5,6]}""" }).ShouldBeFalse();
        (key.MaySeeAnyOf(null), key.MaySeeAnyOf(new HashSet<long> { 5, 6 })).ShouldBe((true, true));
        (key.MaySeeAnyOf(new HashSet<long> { 6 }), key.MaySeeAnyOf(new HashSet<long>())).ShouldBe((false, false));
        Should.Throw<FleetException>(key.DemandAllPrinters).Error.ShouldBe(FleetError.NotAllowed);
        key.MayChangeOwnAccount().ShouldBeFalse();
    }

    [Fact]
    public void A_key_for_one_printer_is_good_for_the_serial_port_of_that_one_alone()
    {
        Caller key = Caller.Program(
            1,
            "ada",
            Role.Administrator,
            7,
            [Right.PortsManage],
            new HashSet<long> { 5 },
            "api"
        );
        Caller whole = Caller.Program(1, "ada", Role.Administrator, 8, [Right.PortsManage], null, "api");

        (key.MayUsePort(5), key.MayUsePort(6), key.MayUsePort(null)).ShouldBe((true, false, false));
        (whole.MayUsePort(6), whole.MayUsePort(null)).ShouldBe((true, true));
        key.DemandPort(Right.PortsManage, 5);
        Should
            .Throw<FleetException>(() => key.DemandPort(Right.PortsManage, null))
            .Error.ShouldBe(FleetError.NotAllowed);
        Should.Throw<FleetException>(() => key.DemandPort(Right.PortsRead, 5)).Error.ShouldBe(FleetError.NotAllowed);
    }

    [Fact]
    public void Who_is_nobody_is_asked_to_sign_in_and_who_is_known_is_refused()
    {
        Caller nobody = Caller.Anonymous("web", mayRead: true);
        nobody.Demand(Right.FleetRead);

        Should.Throw<FleetException>(() => nobody.Demand(Right.LibraryWrite)).Error.ShouldBe(FleetError.SignInNeeded);
        Should.Throw<FleetException>(() => Ada.Demand(Right.UsersManage)).Error.ShouldBe(FleetError.NotAllowed);
        Should.Throw<FleetException>(() => Eve.Demand(Right.PrintersControl, 1)).Error.ShouldBe(FleetError.NotAllowed);
        Caller.System("queue").Demand(Right.PrintersControl, 1);
    }

    private static Job Job(long? owner) =>
        new()
        {
            Name = "j",
            OwnerName = "o",
            OwnerId = owner,
        };

    private static LibraryFile File(long? uploader) => new() { UploaderId = uploader };

    private static PrintRecord Print(long? user) =>
        new()
        {
            PrinterName = "p",
            PrinterId = 5,
            FileName = "f",
            ContentHash = default,
            UserName = "u",
            UserId = user,
            Node = "n",
        };
}
