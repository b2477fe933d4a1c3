using System.Text;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Icc;

public class IccIdentityTests
{
    [Fact]
    public void FindRecords_Profile_HasTextsDateAndUnknownElements()
    {
        var profile = IccProfiles.WithTexts();
        var records = IccIdentity.FindRecords(profile, "page 0, tag 34675 IccProfile", 1000);
        Assert.Equal(
            [
                "ICC creation date|Date|2023-12-29 00:00:00", "ICC desc|Text|Scanner of DOE", "ICC cprt|Text|Copyright DOE",
                "ICC dmdd|Text|Serial 4711", "ICC element DOEx|UnknownKey|",
            ],
            records.Select(r => $"{r.Name}|{r.Kind}|{r.Value}"));
        var text = Encoding.Latin1.GetString(profile);
        Assert.Equal(1000 + text.IndexOf("Copyright DOE", StringComparison.Ordinal), records[2].Range!.Value.Offset);
        Assert.Equal(1024, records[0].Range!.Value.Offset);
    }

    [Fact]
    public void FindRecords_NoProfile_IsOneUnknown()
    {
        var record = Assert.Single(IccIdentity.FindRecords("no profile of DOE"u8, "here", 5));
        Assert.Equal((IdentityKind.UnknownKey, new ByteRange(5, 17)), (record.Kind, record.Range!.Value));
    }

    [Fact]
    public void FindRecords_Empty_IsNone() => Assert.Empty(IccIdentity.FindRecords([], "here", 5));

    [Fact]
    public void FindRecords_Mutations_StayInTheProfile()
    {
        foreach (var mutant in Mutations.Of(IccProfiles.WithTexts(), 5, 3000))
        {
            foreach (var record in IccIdentity.FindRecords(mutant, "here", 0))
            {
                Assert.InRange(record.Range!.Value.End, 0, mutant.Length);
            }
        }
    }
}
