namespace WsiDicomizer.Architecture.Tests;

/// <summary>The table itself.</summary>
public class HouseTests
{
    [Fact]
    public void Rooms_Always_UseLowerFloorsOnly()
    {
        foreach (var room in House.Rooms)
        {
            foreach (var name in room.Uses)
            {
                var used = House.Find(House.Prefix + name);
                Assert.NotNull(used);
                Assert.True(used.Floor < room.Floor, $"{room.Name} uses {name}");
            }
        }
    }

    [Fact]
    public void Reach_OfVerification_LeavesOutConversionAndTheEngine()
    {
        var reach = House.Reach(House.Find("WsiDicomizer.Verification")!);

        Assert.DoesNotContain("Conversion", reach);
        Assert.DoesNotContain("Deidentification", reach);
        Assert.DoesNotContain("InPlace", reach);
    }

    [Fact]
    public void ReachOfTests_OfAnUnknownProject_IsEmpty() =>
        Assert.Empty(House.ReachOfTests("WsiDicomizer.Nothing.Tests"));
}
