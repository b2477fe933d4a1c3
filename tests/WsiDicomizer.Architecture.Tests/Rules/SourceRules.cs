using System.Text.RegularExpressions;

namespace WsiDicomizer.Architecture.Tests.Rules;

/// <summary>What C# files may say. Each rule gives one sentence per violation.</summary>
internal static partial class SourceRules
{
    private const int MostLines = 600;

    /// <summary>The namespace starts with the project's name, and the folder Support of tests has its own.</summary>
    public static IEnumerable<string> Namespaces(RepositoryFile file)
    {
        var expected = file.Path.StartsWith("tests/Support/", StringComparison.Ordinal)
            ? "WsiDicomizer.Tests.Support"
            : file.Project;
        if (expected is null)
        {
            yield return $"{file.Path}: belongs to no project";
            yield break;
        }

        var code = CSharpText.CodeOnly(file.Text);
        var found = NamespaceLine().Matches(code).Select(match => match.Groups[1].Value).ToList();
        if (found.Count == 0 && TypeDeclaration().IsMatch(code))
        {
            yield return $"{file.Path}: declares a type outside any namespace";
        }

        foreach (var name in found)
        {
            if (name != expected && !name.StartsWith(expected + ".", StringComparison.Ordinal))
            {
                yield return $"{file.Path}: the namespace {name} does not start with {expected}";
            }
        }
    }

    /// <summary>Code mentions only rooms that its room may use; Slides knows Dicom in its DICOM format alone.</summary>
    public static IEnumerable<string> RoomsMentioned(RepositoryFile file)
    {
        if (!file.Path.StartsWith("src/", StringComparison.Ordinal) || House.Find(file.Project ?? "") is not { } room)
        {
            yield break;
        }

        var allowed = House.Reach(room);
        if (room.Name == "Slides" && !file.Path.Contains("/Formats/Dicom/", StringComparison.Ordinal))
        {
            allowed.Remove("Dicom");
        }

        var code = CSharpText.CodeOnly(file.Text);
        var mentioned = MentionOfRoom().Matches(code).Select(match => match.Groups[1].Value);
        foreach (var name in mentioned.Distinct(StringComparer.Ordinal))
        {
            if (House.Find(House.Prefix + name) is not null && !allowed.Contains(name))
            {
                yield return $"{file.Path}: {room.Name} may not use {name} here";
            }
        }
    }

    /// <summary>A vendor's folder uses the shared contracts and itself.</summary>
    public static IEnumerable<string> Vendors(RepositoryFile file, IReadOnlySet<string> vendors)
    {
        if (VendorOf(file) is not { } own)
        {
            yield break;
        }

        var code = CSharpText.CodeOnly(file.Text);
        var mentioned = MentionOfVendor().Matches(code).Select(match => match.Groups[1].Value);
        foreach (var name in mentioned.Distinct(StringComparer.Ordinal))
        {
            if (name != own && vendors.Contains(name))
            {
                yield return $"{file.Path}: the folder {own} uses the folder {name}";
            }
        }
    }

    /// <summary>The vendor folder that a file is in, or null.</summary>
    public static string? VendorOf(RepositoryFile file) =>
        VendorFolder().Match(file.Path) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Calls into native code and unsafe code stand in folders called Native/.</summary>
    public static IEnumerable<string> NativeCode(RepositoryFile file) =>
        file.Path.Contains("/Native/", StringComparison.Ordinal)
            ? []
            : from match in NativeWord().Matches(CSharpText.CodeOnly(file.Text))
              select $"{file.Path}: {match.Value} stands only in a folder called Native/";

    /// <summary>No catch for everything without a type, no empty catch, no region.</summary>
    public static IEnumerable<string> Habits(RepositoryFile file)
    {
        var code = CSharpText.CodeOnly(file.Text);
        if (UntypedCatch().IsMatch(code))
        {
            yield return $"{file.Path}: a catch says what it catches";
        }

        if (EmptyCatch().IsMatch(code))
        {
            yield return $"{file.Path}: a catch does not hide what it caught";
        }

        if (RegionLine().IsMatch(code))
        {
            yield return $"{file.Path}: no #region; split the file";
        }
    }

    /// <summary>A file of more than 600 lines has its reason in DECISIONS.md of its project.</summary>
    public static IEnumerable<string> Length(RepositoryFile file, IEnumerable<RepositoryFile> all)
    {
        var lines = file.Text.AsSpan().Count('\n');
        if (lines <= MostLines || file.Path.Contains("Generated", StringComparison.Ordinal))
        {
            return [];
        }

        var folder = file.Path.Split('/') is [var top, var project, ..] ? $"{top}/{project}/" : "";
        var decisions = all.FirstOrDefault(other => other.Path == folder + "DECISIONS.md");
        return decisions?.Text.Contains(file.Name, StringComparison.Ordinal) == true
            ? []
            : [$"{file.Path}: has {lines} lines, and {folder}DECISIONS.md does not say why"];
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|file|sealed|static|abstract|readonly|partial|ref)\s+)*"
        + @"(?:class|struct|interface|enum|record)\s+\w",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\bWsiDicomizer\s*\.\s*(\w+)")]
    private static partial Regex MentionOfRoom();

    [GeneratedRegex(@"\bFormats\s*\.\s*(\w+)")]
    private static partial Regex MentionOfVendor();

    [GeneratedRegex("^src/[^/]+/Formats/([^/]+)/")]
    private static partial Regex VendorFolder();

    [GeneratedRegex(@"\b(?:unsafe|LibraryImport|DllImport|LibraryImportAttribute|DllImportAttribute)\b")]
    private static partial Regex NativeWord();

    [GeneratedRegex(@"\bcatch\s*\{")]
    private static partial Regex UntypedCatch();

    [GeneratedRegex(@"\bcatch\s*(?:\([^)]*\))?\s*(?:when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline)]
    private static partial Regex RegionLine();
}
