using System.Text.RegularExpressions;

namespace WsiDicomizer.Architecture.Tests.Rules;

/// <summary>What project files may reference. Each rule gives one sentence per violation.</summary>
internal static partial class ProjectRules
{
    private const string Analyzers = "Microsoft.CodeAnalysis.BannedApiAnalyzers";

    /// <summary>Rooms reference rooms as the table says; none of a floor uses another of it.</summary>
    public static IEnumerable<string> References(ProjectFile project)
    {
        var isTest = IsTest(project);
        var room = House.Find(project.Name);
        if (!isTest && room is null)
        {
            yield return $"{project.Path}: {project.Name} is no room of the house";
            yield break;
        }

        var allowed = isTest ? House.ReachOfTests(project.Name) : [.. room!.Uses];
        foreach (var reference in project.References)
        {
            var used = House.Find(reference);
            if (used is null)
            {
                yield return $"{project.Path}: references {reference}, which is no room";
            }
            else if (!allowed.Contains(used.Name))
            {
                yield return $"{project.Path}: may not use {reference}";
            }
        }
    }

    /// <summary>Only the packages of the table, all with the central version.</summary>
    public static IEnumerable<string> Packages(ProjectFile project, IReadOnlyDictionary<string, string> centralVersions)
    {
        var allowed = new HashSet<string>(StringComparer.Ordinal) { Analyzers };
        allowed.UnionWith(IsTest(project) ? House.TestPackages : House.Find(project.Name)?.Packages ?? []);
        foreach (var package in project.Packages)
        {
            if (!allowed.Contains(package))
            {
                yield return $"{project.Path}: the package {package} is not on the list of {project.Name}";
            }

            if (!centralVersions.ContainsKey(package))
            {
                yield return $"{project.Path}: the package {package} has no central version";
            }
        }

        foreach (var package in project.OwnVersions)
        {
            yield return $"{project.Path}: the version of {package} stands in src/Directory.Packages.props alone";
        }
    }

    /// <summary>A version is one version: no range, no wildcard.</summary>
    public static IEnumerable<string> ExactVersions(ProjectFile props) =>
        from package in props.CentralVersions
        where !ExactVersion().IsMatch(package.Value)
        select $"{props.Path}: {package.Key} has the version \"{package.Value}\", which is not one exact version";

    /// <summary>The compiler's demand that public members are documented stays on.</summary>
    public static IEnumerable<string> Documentation(ProjectFile project) =>
        from warning in project.NoWarn
        where !IsTest(project) && warning is "CS1591" or "1591"
        select $"{project.Path}: public members are documented, so {warning} stays on";

    /// <summary>Every project is in the solution; every room has its tests.</summary>
    public static IEnumerable<string> Complete(IReadOnlyCollection<ProjectFile> projects, string solution)
    {
        var names = projects.Select(project => project.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            if (!solution.Replace('\\', '/').Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            {
                yield return $"{project.Path}: is not in the solution";
            }

            if (House.Find(project.Name) is not null && !names.Contains(project.Name + ".Tests"))
            {
                yield return $"{project.Path}: has no tests/{project.Name}.Tests";
            }
        }
    }

    private static bool IsTest(ProjectFile project) => project.Path.StartsWith("tests/", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?\z")]
    private static partial Regex ExactVersion();
}
