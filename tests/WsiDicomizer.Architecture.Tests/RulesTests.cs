using WsiDicomizer.Architecture.Tests.Rules;

namespace WsiDicomizer.Architecture.Tests;

/// <summary>Each rule finds what it is there to find, in small samples, and leaves the allowed alone.</summary>
public class RulesTests
{
    private static readonly Dictionary<string, string> Central =
        new(StringComparer.Ordinal) { ["YamlDotNet"] = "16.3.0", ["xunit"] = "2.9.3", ["Newtonsoft.Json"] = "13.0.3" };

    private static readonly HashSet<string> Vendors = new(StringComparer.Ordinal) { "Aperio", "Leica" };

    [Theory]
    [InlineData("Slides", "Imaging", 0)]
    [InlineData("Slides", "Deidentification", 1)]
    [InlineData("Dicom", "Imaging", 1)]
    [InlineData("Verification", "Conversion", 1)]
    [InlineData("Verification", "Deidentification", 1)]
    [InlineData("Cli", "Conversion", 0)]
    [InlineData("Cellar", "Imaging", 1)]
    [InlineData("Slides", "Attic", 1)]
    public void References_OfARoom_FollowTheTable(string room, string used, int violations) =>
        Assert.Equal(violations, ProjectRules.References(Project("src", room, Reference(used))).Count());

    [Theory]
    [InlineData("Slides.Tests", "SyntheticSlides", 0)]
    [InlineData("Dicom.Tests", "Conversion", 1)]
    [InlineData("Architecture.Tests", "Dicom", 1)]
    public void References_OfTests_FollowTheTable(string name, string used, int violations) =>
        Assert.Equal(violations, ProjectRules.References(Project("tests", name, Reference(used))).Count());

    [Theory]
    [InlineData("Deidentification", "<PackageReference Include=\"YamlDotNet\" />", 0)]
    [InlineData("Dicom", "<PackageReference Include=\"YamlDotNet\" />", 1)]
    [InlineData("Deidentification", "<PackageReference Include=\"YamlDotNet\" Version=\"16.3.0\" />", 1)]
    [InlineData("Deidentification", "<PackageReference Include=\"YamlDotNet\" VersionOverride=\"1.0.0\" />", 1)]
    [InlineData("Dicom", "<PackageReference Include=\"Newtonsoft.Json\" />", 1)]
    [InlineData("Dicom", "<PackageReference Include=\"Unheard.Of\" />", 2)]
    public void Packages_OfARoom_FollowTheList(string room, string item, int violations) =>
        Assert.Equal(violations, ProjectRules.Packages(Project("src", room, item), Central).Count());

    [Theory]
    [InlineData("1.2.3", 0)]
    [InlineData("2.0.0-rc.1", 0)]
    [InlineData("1.2.*", 1)]
    [InlineData("[1.2,2.0)", 1)]
    [InlineData("", 1)]
    public void ExactVersions_OfAVersion_TellsRangesApart(string version, int violations) =>
        Assert.Equal(violations, ProjectRules.ExactVersions(
            Project("src", "Props", $"<PackageVersion Include=\"A\" Version=\"{version}\" />")).Count());

    [Fact]
    public void Documentation_SwitchedOff_IsFound()
    {
        const string Text = "<Project><PropertyGroup><NoWarn>$(NoWarn);CS1591</NoWarn></PropertyGroup></Project>";
        var project = Parse("src/X/X.csproj", Text);

        Assert.Single(ProjectRules.Documentation(project));
    }

    [Fact]
    public void Complete_ProjectOutsideTheSolution_IsFoundWithItsMissingTests() =>
        Assert.Equal(2, ProjectRules.Complete([Project("src", "Dicom", "")], "").Count());

    [Theory]
    [InlineData("src/WsiDicomizer.Dicom/A.cs", "namespace WsiDicomizer.Dicom.Io;", 0)]
    [InlineData("src/WsiDicomizer.Dicom/A.cs", "namespace WsiDicomizer.DicomX;", 1)]
    [InlineData("src/WsiDicomizer.Dicom/A.cs", "namespace WsiDicomizer.Imaging;", 1)]
    [InlineData("src/WsiDicomizer.Dicom/A.cs", "// namespace WsiDicomizer.Dicom;\npublic class A;", 1)]
    [InlineData("src/WsiDicomizer.Cli/Program.cs", "return 0;", 0)]
    [InlineData("src/Loose.cs", "namespace X;", 1)]
    [InlineData("tests/Support/A.cs", "namespace WsiDicomizer.Tests.Support;", 0)]
    public void Namespaces_OfAFile_StartWithTheProject(string path, string text, int violations) =>
        Assert.Equal(violations, SourceRules.Namespaces(new RepositoryFile(path, text)).Count());

    [Theory]
    [InlineData("src/WsiDicomizer.Slides/A.cs", "using WsiDicomizer.Imaging;", 0)]
    [InlineData("src/WsiDicomizer.Slides/A.cs", "using WsiDicomizer.Dicom;", 1)]
    [InlineData("src/WsiDicomizer.Slides/Formats/Dicom/A.cs", "using WsiDicomizer.Dicom;", 0)]
    [InlineData("src/WsiDicomizer.Deidentification/A.cs", "var a = new WsiDicomizer.Slides.Slide();", 1)]
    [InlineData("src/WsiDicomizer.Deidentification/A.cs", "// as WsiDicomizer.Slides does", 0)]
    [InlineData("src/WsiDicomizer.Conversion/A.cs", "using WsiDicomizer.Verification;", 1)]
    public void RoomsMentioned_InCode_FollowTheTable(string path, string text, int violations) =>
        Assert.Equal(violations, SourceRules.RoomsMentioned(new RepositoryFile(path, text)).Count());

    [Theory]
    [InlineData("Aperio", "using WsiDicomizer.Slides.Formats.Leica;", 1)]
    [InlineData("Aperio", "using WsiDicomizer.Slides.Formats.Aperio;", 0)]
    [InlineData("Aperio", "var a = Formats.Leica.Reader.Open();", 1)]
    public void Vendors_InAFolder_KeepToThemselves(string vendor, string text, int violations) =>
        Assert.Equal(violations, SourceRules.Vendors(
            new RepositoryFile($"src/WsiDicomizer.Slides/Formats/{vendor}/A.cs", text), Vendors).Count());

    [Theory]
    [InlineData("src/X/A.cs", "internal static unsafe class A;", 1)]
    [InlineData("src/X/A.cs", "[LibraryImport(\"a\")] static partial int B();", 1)]
    [InlineData("src/X/A.cs", "// unsafe at any speed\nvar a = \"DllImport\";", 0)]
    [InlineData("src/X/Native/A.cs", "internal static unsafe class A;", 0)]
    public void NativeCode_OutsideItsFolder_IsFound(string path, string text, int violations) =>
        Assert.Equal(violations, SourceRules.NativeCode(new RepositoryFile(path, text)).Count());

    [Theory]
    [InlineData("try { A(); } catch { B(); }", 1)]
    [InlineData("try { A(); } catch (IOException) { }", 1)]
    [InlineData("try { A(); } catch (IOException e) when (e.HResult == 1) { // nothing\n }", 1)]
    [InlineData("try { A(); } catch (IOException) { return false; }", 0)]
    [InlineData("#region A\n#endregion", 1)]
    public void Habits_InCode_AreHeld(string text, int violations) =>
        Assert.Equal(violations, SourceRules.Habits(new RepositoryFile("src/X/A.cs", text)).Count());

    [Fact]
    public void Length_Over600Lines_NeedsASentence()
    {
        var file = new RepositoryFile("src/X/Long.cs", new string('\n', 601));
        var decisions = new RepositoryFile("src/X/DECISIONS.md", "Long.cs is long because …");

        Assert.Single(SourceRules.Length(file, [file]));
        Assert.Empty(SourceRules.Length(file, [file, decisions]));
        Assert.Empty(SourceRules.Length(file with { Text = new string('\n', 600) }, []));
    }

    [Theory]
    [InlineData("see /ro" + "ot/x", 1)]
    [InlineData("\"/wo" + "rk/x\"", 1)]
    [InlineData("docs/wo" + "rk/x and frame/wo" + "rk/", 0)]
    public void NoMachinePath_InAnyFile_IsHeld(string text, int violations) =>
        Assert.Equal(violations, WordRules.NoMachinePath(new RepositoryFile("a.md", text)).Count());

    [Fact]
    public void NoRegistryHost_InALockFile_IsHeld()
    {
        const string Text = "{ \"resolved\": \"https://registry.example/a.tgz\" }";

        Assert.Single(WordRules.NoRegistryHost(new RepositoryFile("web/package-lock.json", Text)));
        Assert.Empty(WordRules.NoRegistryHost(new RepositoryFile("README.md", Text)));
    }

    [Theory]
    [InlineData("The output is anony" + "mous.", 1)]
    [InlineData("makes anony" + "mous slides", 1)]
    [InlineData("an anonymous function; the output is de-identified", 0)]
    public void NoClaimOfAnonymity_InAnyFile_IsHeld(string text, int violations) =>
        Assert.Equal(violations, WordRules.NoClaimOfAnonymity(new RepositoryFile("README.md", text)).Count());

    [Theory]
    [InlineData("a // b\nc", "a  \nc")]
    [InlineData("a /* b\nc */ d", "a  \n d")]
    [InlineData("a \"b\\\"c\" d", "a \"\" d")]
    [InlineData("a @\"b\"\"c\" d", "a @\"\" d")]
    [InlineData("a \"\"\"b \" c\"\"\" d", "a \"\" d")]
    [InlineData("a '\"' b", "a \"\" b")]
    [InlineData("a \"//\" b", "a \"\" b")]
    [InlineData("a \"\" b", "a \"\" b")]
    public void CodeOnly_OfSource_TakesOutCommentsAndLiterals(string source, string code) =>
        Assert.Equal(code, CSharpText.CodeOnly(source));

    private static string Reference(string room) =>
        $"<ProjectReference Include=\"../WsiDicomizer.{room}/WsiDicomizer.{room}.csproj\" />";

    private static ProjectFile Project(string top, string name, string item)
    {
        var full = House.Prefix + name;
        return Parse($"{top}/{full}/{full}.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>");
    }

    private static ProjectFile Parse(string path, string text) => ProjectFile.Parse(new RepositoryFile(path, text));
}
