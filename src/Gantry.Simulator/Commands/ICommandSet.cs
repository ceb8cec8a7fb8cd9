namespace Gantry.Simulator.Commands;

/// <summary>Some of the commands that a firmware understands.</summary>
internal interface ICommandSet
{
    /// <summary>Carries out a command, or says that it is not of this set.</summary>
    CommandResult Run(ParsedCommand command);
}
