using WsiDicomizer.Cli.Terminal;

namespace WsiDicomizer.Cli.Tests.Terminal;

public class QuantityTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(1_938_955, "1.9 MB")]
    [InlineData(4_294_967_296, "4.3 GB")]
    [InlineData(long.MaxValue, "9223.4 PB")]
    public void Bytes_Length_IsReadable(long length, string expected) => Assert.Equal(expected, Quantity.Bytes(length));

    [Theory]
    [InlineData(1, "1 frame")]
    [InlineData(34000, "34,000 frames")]
    public void Of_Number_HasItsNoun(long number, string expected) => Assert.Equal(expected, Quantity.Of(number, "frame"));
}
