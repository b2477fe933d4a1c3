using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Conversion.Tests.CaseData;
using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Conversion.Tests.Planning;

public class SlideIdentifiersTests
{
    private const string Cases =
        "FileName,AccessionNumber,IssuerOfAccessionNumber,StudyInstanceUID,SpecimenIdentifier\n"
        + "a,E1,Lab,,A1\nb,E1,Lab,,A1\nc,E1,Other,,A1\nd,E2,Lab,,A1\ne,,,1.2.3.4,A1\nf,,,1.2.3.4,A2\ng,,,,A1\nh,,,,A1\n";

    [Theory]
    [InlineData("a", "b", true)]
    [InlineData("a", "c", false)]
    [InlineData("a", "d", false)]
    [InlineData("e", "f", true)]
    [InlineData("g", "h", false)]
    public void StudyInstanceUID_SlidesOfOneCase_IsTheSame(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, Of(one).StudyInstanceUID == Of(other).StudyInstanceUID);
        Assert.NotEqual(Of(one).SeriesInstanceUID, Of(other).SeriesInstanceUID);
        Assert.NotEqual(Of(one).FrameOfReferenceUID, Of(other).FrameOfReferenceUID);
    }

    [Theory]
    [InlineData("a", "b", true)]
    [InlineData("a", "d", false)]
    [InlineData("g", "h", false)]
    public void GetSpecimenUID_OneIdentifierInOneCase_IsTheSame(string one, string other, bool isSame) =>
        Assert.Equal(isSame, SpecimenUIDOf(one) == SpecimenUIDOf(other));

    [Fact]
    public void StudyInstanceUID_GivenOrMade_IsGivenOrDependsOnTheKey()
    {
        Assert.Equal("1.2.3.4", Of("e").StudyInstanceUID.UID);
        Assert.NotEqual(Of("a", key: 1).StudyInstanceUID, Of("a", key: 2).StudyInstanceUID);
    }

    [Fact]
    public void Names_WithCaseData_AreThoseWithoutExceptWhatTheCaseSays()
    {
        var with = Of("a");
        var without = new SlideIdentifiers(new NamedSlide("a.svs"), Key(1));

        Assert.Equal(without.SlidePseudonym, with.SlidePseudonym);
        Assert.Equal(without.SeriesInstanceUID, with.SeriesInstanceUID);
        Assert.Equal(without.GetSOPInstanceUID(1), with.GetSOPInstanceUID(1));
        Assert.NotEqual(without.StudyInstanceUID, with.StudyInstanceUID);
    }

    private static string SpecimenUIDOf(string name)
    {
        var identifiers = Of(name);
        return identifiers.GetSpecimenUID(identifiers.CaseRecord!.Specimens[0]).UID;
    }

    private static SlideIdentifiers Of(string name, byte key = 1)
    {
        var file = CaseText.Parse(Cases);
        var slide = new NamedSlide(name + ".svs");
        CaseRecord record = file.GetRecord(file.Find(slide)!.Value);
        return new SlideIdentifiers(slide, Key(key), record);
    }

    private static ProjectKey Key(byte value)
    {
        var secret = new byte[ProjectKey.LengthBytes];
        secret.AsSpan().Fill(value);
        return new ProjectKey(secret);
    }
}
