using System.CommandLine;
using WsiDicomizer.Cli.Demo;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>demo</c>: the whole way once, with a slide that is made up.</summary>
internal static class DemoCommand
{
    private const string DefaultFolder = "demo-output";

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var output = CommonOptions.Output(
            "Where the demo's files go; each run gets a folder of its own in it.", required: false);
        output.DefaultValueFactory = _ => DefaultFolder;
        var command = new Command(
            "demo",
            "Make a synthetic slide, show its identity, convert it, and look for that identity in the output.")
        {
            output,
        };
        command.SetAction(parsed => new DemoRun(parsed.GetRequiredValue(output), environment).Execute());
        return command;
    }
}
