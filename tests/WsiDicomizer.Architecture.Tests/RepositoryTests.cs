using WsiDicomizer.Architecture.Tests.Rules;

namespace WsiDicomizer.Architecture.Tests;

/// <summary>The rules of the house, held against the repository as it is.</summary>
public class RepositoryTests
{
    private static readonly IReadOnlyList<RepositoryFile> All = RepositoryFile.All;

    private static IEnumerable<RepositoryFile> CSharp => All.Where(file => file.IsCSharp);

    private static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. All.Where(file => file.IsProject).Select(ProjectFile.Parse)];

    private static ProjectFile CentralPackages { get; } =
        ProjectFile.Parse(All.Single(file => file.Path == "src/Directory.Packages.props"));

    [Fact]
    public void RepositoryFiles_AreFound()
    {
        Assert.Contains(All, file => file.Path == "WsiDicomizer.sln");
        Assert.Contains(Projects, project => project.Name == "WsiDicomizer.Cli");
        Assert.Contains(CSharp, file => file.Path == "src/WsiDicomizer.Slides/Slide.cs");
    }

    [Fact]
    public void Projects_ReferenceOnlyWhatTheirRoomMayUse() => AssertNone(Projects.SelectMany(ProjectRules.References));

    [Fact]
    public void Projects_UseOnlyListedPackagesWithCentralVersions() =>
        AssertNone(Projects.SelectMany(project => ProjectRules.Packages(project, CentralPackages.CentralVersions)));

    [Fact]
    public void CentralVersions_AreExact()
    {
        Assert.NotEmpty(CentralPackages.CentralVersions);
        AssertNone(ProjectRules.ExactVersions(CentralPackages));
    }

    [Fact]
    public void Projects_DemandDocumentation() => AssertNone(Projects.SelectMany(ProjectRules.Documentation));

    [Fact]
    public void Projects_AreInTheSolutionAndHaveTests() =>
        AssertNone(ProjectRules.Complete(Projects, All.Single(file => file.Path == "WsiDicomizer.sln").Text));

    [Fact]
    public void Namespaces_StartWithTheProject() => AssertNone(CSharp.SelectMany(SourceRules.Namespaces));

    [Fact]
    public void Code_MentionsOnlyRoomsItMayUse() => AssertNone(CSharp.SelectMany(SourceRules.RoomsMentioned));

    [Fact]
    public void VendorFolders_DoNotUseEachOther()
    {
        var vendors = CSharp.Select(SourceRules.VendorOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

        AssertNone(CSharp.SelectMany(file => SourceRules.Vendors(file, vendors)));
    }

    [Fact]
    public void NativeCode_StandsInNativeFolders() => AssertNone(CSharp.SelectMany(SourceRules.NativeCode));

    [Fact]
    public void Source_KeepsTheHouseHabits() =>
        AssertNone(CSharp.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(SourceRules.Habits));

    [Fact]
    public void LongFiles_HaveAReason() => AssertNone(CSharp.SelectMany(file => SourceRules.Length(file, All)));

    [Fact]
    public void Files_NameNoMachinePath() => AssertNone(All.SelectMany(WordRules.NoMachinePath));

    [Fact]
    public void LockFiles_NameNoHost() => AssertNone(All.SelectMany(WordRules.NoRegistryHost));

    [Fact]
    public void Files_ClaimNoAnonymity() => AssertNone(All.SelectMany(WordRules.NoClaimOfAnonymity));

    private static void AssertNone(IEnumerable<string> violations)
    {
        var list = violations.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }
}
