using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Conversion.Tests;

public class EngineRehearsalTests
{
    // A failure would show nowhere else: the rehearsal would only be worth nothing.
    [Theory]
    [InlineData("level-iv")]
    [InlineData("aida-1-images")]
    [InlineData("identified")]
    public async Task Start_ShippedProfile_CleansTheWholeDataSet(string profile)
    {
        var engine = new DeidentificationEngine(
            ConvertedSlide.Profile(profile), new ProjectKey(new byte[ProjectKey.LengthBytes]));

        await EngineRehearsal.Start(engine);
    }
}
