using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Cli;

/// <summary>The key of a run: from the key file, or made and forgotten.</summary>
internal static class RunKey
{
    /// <summary>Gets the key; warns where others can read its file.</summary>
    /// <param name="keyFile">The key file; null for a key of this run alone.</param>
    /// <param name="environment">Makes keys, and has the console.</param>
    /// <exception cref="ProjectKeyException">The key file is wrong.</exception>
    public static ProjectKey Get(string? keyFile, CommandEnvironment environment)
    {
        if (keyFile is null)
        {
            return environment.MakeKey();
        }

        var loaded = ProjectKeyFile.Load(keyFile);
        if (loaded.IsReadableByOthers)
        {
            environment.Console.Error.WriteLine(FailureText.Line(
                $"warning: others can read the key file {keyFile}; make it yours alone with 'chmod 600'"));
        }

        return loaded.Key;
    }

    /// <summary>What a person should know of the key at the end.</summary>
    /// <param name="keyFile">The key file; null for a key of this run alone.</param>
    /// <param name="fingerprint">What tells the key from others.</param>
    public static string Describe(string? keyFile, string fingerprint) => keyFile is null
        ? "Key: made for this run and forgotten, so its pseudonyms cannot be continued; for pseudonyms that stay "
            + $"the same make a key once ('{CommandLine.ProgramName} key new FILE') and give it with --key-file."
        : $"Key: {fingerprint} from the key file; keep it safe and outside the output.";
}
