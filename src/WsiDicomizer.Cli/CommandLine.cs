using System.CommandLine;
using System.CommandLine.Help;
using WsiDicomizer.Cli.Commands;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli;

/// <summary>The tree of commands, and what is the same for all of them: usage mistakes, errors, exit codes.</summary>
internal static class CommandLine
{
    /// <summary>The program's name in messages.</summary>
    public const string ProgramName = "wsidicomizer";

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="environment">What commands use.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandEnvironment environment)
    {
        var error = environment.Console.Error;
        try
        {
            return Invoke(Parse(arguments, environment), environment);
        }
        catch (ProfileException exception)
        {
            foreach (var line in exception.Lines)
            {
                error.WriteLine(FailureText.Line(line));
            }

            return ExitCodes.Usage;
        }
        catch (Exception exception) when (
            exception is UsageException or ProjectKeyException or EncryptionFileException or CrosswalkException)
        {
            error.WriteLine(FailureText.Line(exception.Message));
            return ExitCodes.Usage;
        }
        catch (CaseDataFailure failure)
        {
            foreach (var line in failure.Lines())
            {
                error.WriteLine(line);
            }

            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.Line(exception.Message));
            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            // The top loop: what nobody foresaw is told by its kind and place. Its message could hold anything.
            error.WriteLine(FailureText.Unforeseen(exception));
            return ExitCodes.Failed;
        }
    }

    // In the order of the help text.
    private static readonly (string Name, Func<CommandEnvironment, Command> Create)[] Commands =
    [
        ("convert", ConvertCommand.Create),
        ("deidentify", DeidentifyCommand.Create),
        ("anonymize", AnonymizeCommand.Create),
        ("reidentify", ReidentifyCommand.Create),
        ("inspect", InspectCommand.Create),
        ("key", KeyCommand.Create),
        ("profiles", ProfilesCommand.Create),
        ("synth", SynthCommand.Create),
        ("demo", DemoCommand.Create),
    ];

    /// <summary>Builds the whole tree of commands.</summary>
    public static Command CreateTree(CommandEnvironment environment) => CreateTree([], environment);

    /// <summary>Builds the tree of commands, as far as a command line needs it.</summary>
    /// <param name="arguments">Without the program's name. Where they begin with a command, the others are left out: no word
    /// behind it can mean one of them, and their options cost time at every start.</param>
    /// <param name="environment">What commands use.</param>
    private static RootCommand CreateTree(IReadOnlyList<string> arguments, CommandEnvironment environment)
    {
        var root = new RootCommand("Turns vendor whole slide images into de-identified DICOM, without a changed pixel.");
        var isNamed = arguments.Count > 0 && Array.Exists(Commands, command => command.Name == arguments[0]);
        foreach (var (name, create) in Commands)
        {
            if (!isNamed || name == arguments[0])
            {
                root.Subcommands.Add(create(environment));
            }
        }

        root.Directives.Clear();
        root.Options.Clear();
        root.Options.Add(new HelpOption("--help", "-h") { Description = "Show help and usage.", Recursive = true });
        root.Options.Add(VersionText.CreateOption(environment));
        return root;
    }

    private static ParseResult Parse(IReadOnlyList<string> arguments, CommandEnvironment environment) =>
        CreateTree(arguments, environment).Parse(arguments, new ParserConfiguration
        {
            // A slide's name may start with '@': it is a name.
            ResponseFileTokenReplacer = null,
        });

    private static int Invoke(ParseResult parsed, CommandEnvironment environment)
    {
        if (UsageMistake.Find(parsed) is { } mistake)
        {
            environment.Console.Error.WriteLine(FailureText.Line(mistake.Message));
            environment.Console.Error.WriteLine($"Try '{mistake.HelpCommand} --help'.");
            return ExitCodes.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = environment.Console.Out,
            Error = environment.Console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
