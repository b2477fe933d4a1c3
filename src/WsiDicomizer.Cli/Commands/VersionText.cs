using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Cli.Commands;

/// <summary>What <c>--version</c> prints: the program and the editions of the standard that it carries.</summary>
internal static class VersionText
{
    /// <summary>The program's version, as outputs state it.</summary>
    public static string Version =>
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Creates the option.</summary>
    public static Option CreateOption(CommandEnvironment environment) => new Option<bool>("--version")
    {
        Description = "Show the version of the program and of the DICOM tables in it.",
        Action = new ShowVersion(environment),
    };

    private sealed class ShowVersion(CommandEnvironment environment) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var writer = environment.Console.Out;
            writer.WriteLine($"{CommandLine.ProgramName} {Version}");
            writer.WriteLine($"dictionary: {DicomDictionary.Default.Edition}");
            var table = ConfidentialityTable.Default;
            writer.WriteLine($"de-identification: {table.Title}, edition {table.Edition}");
            return ExitCodes.Success;
        }
    }
}
