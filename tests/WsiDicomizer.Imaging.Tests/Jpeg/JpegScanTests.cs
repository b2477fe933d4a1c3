using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public class JpegScanTests
{
    [Theory]
    [InlineData(new byte[] { 1, 2, 0xFF, 0xD9 }, 2, JpegScanEnd.EndOfImage)]
    [InlineData(new byte[] { 0xFF, 0, 0xFF, 0xD3, 7, 0xFF, 0xD9, 9 }, 5, JpegScanEnd.EndOfImage)]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0xFF, 0xD9 }, 1, JpegScanEnd.EndOfImage)]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0, 2, 0xFF, 0xFF, 0xD0, 3, 0xFF, 0xD9 }, 9, JpegScanEnd.EndOfImage)]
    [InlineData(new byte[] { 1, 0xFF, 0xC4, 0, 2 }, 1, JpegScanEnd.OtherMarker)]
    [InlineData(new byte[] { 1, 0xFF, 0xD8 }, 1, JpegScanEnd.OtherMarker)]
    [InlineData(new byte[] { 1, 2, 0xFF, 0 }, 4, JpegScanEnd.DataEnded)]
    [InlineData(new byte[] { 1, 2, 0xFF }, 2, JpegScanEnd.DataEnded)]
    [InlineData(new byte[] { 0xFF, 0xFF }, 0, JpegScanEnd.DataEnded)]
    [InlineData(new byte[] { }, 0, JpegScanEnd.DataEnded)]
    public void FindEnd_OfData_IsFound(byte[] data, int expected, JpegScanEnd expectedEnd)
    {
        Assert.Equal(expected, JpegScan.FindEnd(data, out var end));
        Assert.Equal(expectedEnd, end);
    }

    [Fact]
    public void FindEnd_RandomData_AgreesWithAWalkByteByByte()
    {
        var random = new Random(4);
        byte[] alphabet = [0xFF, 0xFF, 0, 0, 0xD0, 0xD7, 0xD9, 0xC4, 1, 2, 3, 4, 5, 6, 7, 8];
        for (var n = 0; n < 20000; n++)
        {
            var data = new byte[random.Next(150)];
            var rare = random.Next(2) == 0;
            for (var i = 0; i < data.Length; i++)
            {
                data[i] = rare && random.Next(12) != 0 ? (byte)1 : alphabet[random.Next(alphabet.Length)];
            }

            var expected = Walk(data, out var expectedEnd);
            Assert.Equal(expected, JpegScan.FindEnd(data, out var end));
            Assert.Equal(expectedEnd, end);
        }
    }

    private static int Walk(byte[] data, out JpegScanEnd end)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] != 0xFF)
            {
                continue;
            }

            var start = i;
            while (i < data.Length && data[i] == 0xFF)
            {
                i++;
            }

            if (i == data.Length)
            {
                end = JpegScanEnd.DataEnded;
                return start;
            }

            if (data[i] != 0 && data[i] is < 0xD0 or > 0xD7)
            {
                end = data[i] == 0xD9 ? JpegScanEnd.EndOfImage : JpegScanEnd.OtherMarker;
                return start;
            }
        }

        end = JpegScanEnd.DataEnded;
        return data.Length;
    }
}
