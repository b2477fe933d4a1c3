using WsiDicomizer.Dicom;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;
using WsiDicomizer.Verification.Tests.Conformance.Planted;
using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance;

/// <summary>A clean slide has no findings; one with a planted fault has the one that tells of it.</summary>
public class PlantedFaultTests
{
    // Rules that no single fault in a slide breaks have tests of their own.
    private static readonly string[] Elsewhere = ["WSI1002", "WSI1004", "WSI2008"];

    private static readonly PlantedFault[] Faults =
        [.. FileFaults.All, .. AttributeFaults.All, .. PixelFaults.All, .. SlideFaults.All];

    public static TheoryData<int, string> Indices
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var index = 0; index < Faults.Length; index++)
            {
                data.Add(index, Faults[index].ToString());
            }

            return data;
        }
    }

    [Fact]
    public void Check_CleanSlide_FindsNothing() => Assert.Empty(new CleanSlide().Check());

    [Fact]
    public void Check_CleanConcatenation_FindsNothing()
    {
        var slide = new CleanSlide();
        slide.Concatenate();

        Assert.Empty(slide.Check());
    }

    [Fact]
    public void Check_CleanSparseLevel_NotesOnlyThatItIsSparse()
    {
        var slide = new CleanSlide();
        slide.MakeSparse();

        Assert.Equal(["WSI2009"], slide.Check().Select(finding => finding.RuleId));
    }

    [Fact]
    public void Check_ExtendedOffsetTable_NotesOnlyThatABasicOneWouldDo()
    {
        var slide = new CleanSlide();
        slide.Volume0.HasExtendedTable = true;

        Assert.Equal(["WSI2004"], slide.Check().Select(finding => finding.RuleId));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.90", "YBR_RCT", true, true)]
    [InlineData("1.2.840.10008.1.2.4.91", "YBR_ICT", true, false)]
    [InlineData("1.2.840.10008.1.2.4.91", "RGB", false, false)]
    public void Check_CleanJpeg2000_FindsNoError(string syntax, string photometric, bool transform, bool reversible)
    {
        var slide = new CleanSlide();
        slide.Recode(DicomTransferSyntax.Lookup(syntax)!, photometric, !reversible, (width, height) =>
            Codestreams.Jpeg2000(width, height, transform, reversible));

        Assert.Equal(["WSI1906"], slide.Check().Select(finding => finding.RuleId));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Check_PlantedFault_IsFoundWhereItIs(int index, string fault)
    {
        var (rule, file, place, plant) = Faults[index];
        var slide = new CleanSlide();
        plant(slide);

        var findings = slide.Check();

        Assert.True(
            findings.Any(finding => (finding.RuleId, finding.File, finding.Place) == (rule, file, place)),
            $"{fault} in {file}: found{Environment.NewLine}{string.Join(Environment.NewLine, findings)}");
    }

    [Fact]
    public void PlantedFaults_AllRules_HaveOne()
    {
        var planted = Faults.Select(fault => fault.Rule).ToHashSet();

        Assert.Empty(ConformanceRules.All.Select(rule => rule.Id).Except(planted).Except(Elsewhere));
        Assert.Empty(planted.Except(ConformanceRules.All.Select(rule => rule.Id)));
    }

    [Fact]
    public void Readme_AllRules_AreInItsTable()
    {
        var readme = File.ReadAllText(
            Path.Combine(SharedSlides.RepositoryRoot, "src", "WsiDicomizer.Verification", "README.md"));

        Assert.All(ConformanceRules.All, rule => Assert.Contains(
            $"| {rule.Id} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Title} | {rule.Clause} |",
            readme,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_AllTogether_HaveIdsOfTheirOwn()
    {
        Assert.Equal(ConformanceRules.All.Count, ConformanceRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(ConformanceRules.All, rule => Assert.Matches("^WSI[0-9]{4}$", rule.Id));
        Assert.All(ConformanceRules.All, rule => Assert.NotEmpty(rule.Clause));
    }
}
