using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Inputs that <c>instances.py</c> makes, and what <c>deidentify</c> made of them.</summary>
internal static class Deidentified
{
    private const string Script = "instances.py";

    /// <summary>Makes a kind of inputs.</summary>
    /// <returns>Their folder.</returns>
    public static string Make(TempFolder folder, string kind)
    {
        Tools.RunScript(Script, kind, folder["in-" + kind]);
        return folder["in-" + kind];
    }

    /// <summary>Runs the command.</summary>
    public static ProcessRun Run(string source, string output, params string[] options) =>
        Wsidicomizer.Run(["deidentify", source, "-o", output, .. options]);

    /// <summary>What differs from the sources that may not; nothing where all is well.</summary>
    public static string Compare(string source, string output) => Tools.RunScript(Script, "compare", source, output);

    /// <summary>The instances of an output.</summary>
    public static string[] Instances(string output) => Directory.Exists(output)
        ? [.. Directory.EnumerateFiles(output, "*.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>report.json of an output.</summary>
    public static JsonElement Report(string output)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(output, "report.json")));
        return report.RootElement.Clone();
    }

    /// <summary>One of the counts of inputs in report.json.</summary>
    public static int Count(string output, string name) => Report(output).GetProperty("inputs").GetProperty(name).GetInt32();

    /// <summary>Whether a file has a word in it, in any case of letters.</summary>
    public static bool Mentions(string file, string word) =>
        File.ReadAllText(file, System.Text.Encoding.Latin1).Contains(word, StringComparison.OrdinalIgnoreCase);
}
