using System.Text;
using Gantry.Firmware.HostActions;
using Gantry.Simulator;
using Gantry.Tests.Simulator;

namespace Gantry.Tests.Firmware;

public sealed class HostActionTests
{
    [Theory]
    [InlineData("//action:pause", HostActionKind.Pause, "")]
    [InlineData("//action:paused filament_runout 0", HostActionKind.Paused, "filament_runout 0")]
    [InlineData("//action:resume\r", HostActionKind.Resume, "")]
    [InlineData("//action:resumed", HostActionKind.Resumed, "")]
    [InlineData("//action:cancel", HostActionKind.Cancel, "")]
    [InlineData("//action:start", HostActionKind.Start, "")]
    [InlineData("//action:disconnect", HostActionKind.Disconnect, "")]
    [InlineData("//action:poweroff", HostActionKind.PowerOff, "")]
    [InlineData("//action:shutdown", HostActionKind.PowerOff, "")]
    [InlineData("//action:notification Print Paused", HostActionKind.Notification, "Print Paused")]
    [InlineData("//action:out_of_filament T0", HostActionKind.OutOfFilament, "T0")]
    [InlineData("// action:prompt_begin Filament Runout", HostActionKind.PromptBegin, "Filament Runout")]
    [InlineData("//action:prompt_choice Yes", HostActionKind.PromptButton, "Yes")]
    [InlineData("//action:sd_inserted", HostActionKind.SdCard, "sd_inserted")]
    [InlineData("//action:dance now", HostActionKind.Unknown, "dance now")]
    [InlineData("//action:", HostActionKind.Unknown, "")]
    public void Actions_are_understood(string line, HostActionKind kind, string text)
    {
        HostAction.TryParse(Encoding.UTF8.GetBytes(line), out HostAction action).ShouldBeTrue();
        action.ShouldBe(new HostAction(kind, text));
    }

    [Theory]
    [InlineData("// hello")]
    [InlineData("action:pause")]
    [InlineData("echo://action:pause")]
    [InlineData("")]
    public void Other_lines_are_no_actions(string line) =>
        HostAction.TryParse(Encoding.UTF8.GetBytes(line), out _).ShouldBeFalse();

    [Fact]
    public void Texts_lose_what_could_steer_a_terminal_or_hide()
    {
        string hostile =
            "//action:notification a\u001b]0;title\u0007b\u001b[2Jc\u202ed\0e \t  f" + new string('g', 500);
        HostAction.TryParse(Encoding.UTF8.GetBytes(hostile), out HostAction action).ShouldBeTrue();
        action.Text.ShouldStartWith("a0;titlebcde fggg");
        action.Text.Length.ShouldBe(HostAction.MostCharacters);
    }

    [Fact]
    public void A_dialog_is_shown_when_it_is_complete_and_answered_by_number()
    {
        var prompts = new HostPromptTracker();
        Apply(
                prompts,
                "prompt_end",
                "prompt_begin Filament Runout T0",
                "prompt_button PurgeMore",
                "prompt_button Continue"
            )
            .ShouldBeFalse();
        prompts.Shown.ShouldBeNull();
        Apply(prompts, "prompt_show").ShouldBeTrue();
        HostPrompt prompt = prompts.Shown!;
        (prompt.Text, string.Join('|', prompt.Buttons)).ShouldBe(("Filament Runout T0", "PurgeMore|Continue"));
        prompt.Answer(1).ShouldBe("M876 S1");
        Should.Throw<ArgumentOutOfRangeException>(() => prompt.Answer(2)).Message.ShouldContain("2 buttons");
        Apply(prompts, "prompt_end").ShouldBeTrue();
        prompts.Shown.ShouldBeNull();
    }

    [Fact]
    public void Each_dialog_has_a_number_of_its_own()
    {
        var prompts = new HostPromptTracker();
        Apply(prompts, "prompt_begin A", "prompt_show");
        int first = prompts.Shown!.Number;
        Apply(prompts, "prompt_begin A", "prompt_show");
        prompts.Shown!.Number.ShouldNotBe(first);
        prompts.Shown.Answer(0).ShouldBe("M876 S0");
    }

    [Fact]
    public void A_flood_of_buttons_and_a_show_without_a_dialog_do_no_harm()
    {
        var prompts = new HostPromptTracker();
        Apply(prompts, "prompt_button X", "prompt_show").ShouldBeFalse();
        Apply(prompts, "prompt_begin A");
        for (int i = 0; i < 1000; i++)
            Apply(prompts, "prompt_button X");
        Apply(prompts, "prompt_show");
        prompts.Shown!.Buttons.Count.ShouldBe(HostPromptTracker.MostButtons);
    }

    [Fact]
    public void The_simulated_dialog_of_M0_is_released_by_the_answer()
    {
        var host = new TestHost(new PrinterOptions { Features = Features.HostPrompts | Features.EmergencyParser });
        var prompts = new HostPromptTracker();
        foreach (string line in host.Ask("M0 Press"))
            if (HostAction.TryParse(Encoding.UTF8.GetBytes(line), out HostAction action))
                prompts.Apply(action);
        prompts.Shown!.Text.ShouldBe("Press");
        host.Ask(prompts.Shown.Answer(0)).Count(l => l == "ok").ShouldBe(2);
    }

    private static bool Apply(HostPromptTracker prompts, params string[] actions)
    {
        bool changed = false;
        foreach (string text in actions)
        {
            HostAction.TryParse(Encoding.UTF8.GetBytes("//action:" + text), out HostAction action).ShouldBeTrue();
            changed = prompts.Apply(action);
        }
        return changed;
    }
}
