using System.Text.RegularExpressions;

namespace WsiDicomizer.Architecture.Tests.Rules;

/// <summary>What no file of the repository says, whatever its kind.</summary>
internal static partial class WordRules
{
    // Written in pieces, so that this file passes its own rule.
    private static readonly string[] MachinePaths =
        [.. new[] { "root", "work", "Users" }.Select(folder => $"/{folder}/"), @"C:\" + @"Users\"];

    /// <summary>Paths of somebody's machine.</summary>
    public static IEnumerable<string> NoMachinePath(RepositoryFile file) =>
        from path in MachinePaths
        where MentionsPath(file.Text, path)
        select $"{file.Path}: names {path}, a path of one machine";

    /// <summary>Lock files hold versions and digests, not where somebody downloaded from.</summary>
    public static IEnumerable<string> NoRegistryHost(RepositoryFile file) =>
        LockFile().IsMatch(file.Name) && WebAddress().Match(file.Text) is { Success: true } match
            ? [$"{file.Path}: names the host {match.Groups[1].Value}"]
            : [];

    /// <summary>Output is de-identified or pseudonymous; more than that is for nobody to claim.</summary>
    public static IEnumerable<string> NoClaimOfAnonymity(RepositoryFile file) =>
        from match in ClaimOfAnonymity().Matches(file.Text)
        select $"{file.Path}: claims \"{match.Value}\"; output is de-identified, and anonymity is for nobody to claim";

    // An absolute path starts a word: "docs/work/" in the middle of a relative path is none.
    private static bool MentionsPath(string text, string path)
    {
        for (var at = text.IndexOf(path, StringComparison.Ordinal); at >= 0;
             at = text.IndexOf(path, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '_' or '-' or '}' or ')'))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^(?:packages\.lock|package-lock|project\.assets)\.json$|\.lock$")]
    private static partial Regex LockFile();

    [GeneratedRegex(@"https?://([^/""\s]+)")]
    private static partial Regex WebAddress();

    [GeneratedRegex(
        @"\b(?:is|are|be|becomes?|fully|truly|completely|guaranteed)\s+anonymous\b"
        + @"|\banonymous\s+(?:output|data|dicom|slides?|images?|files?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ClaimOfAnonymity();
}
