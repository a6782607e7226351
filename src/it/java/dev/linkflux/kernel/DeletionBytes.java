package dev.linkflux.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete a tracked connection, taken apart.
 *
 * @param header its type, flags and family
 * @param attributes the value of each, in hexadecimal, by its number
 */
record DeletionBytes(List<Integer> header, TreeMap<Integer, String> attributes) {

  static DeletionBytes of(byte[] message) throws IOException {
    NetlinkMessage read = NetlinkReader.messages(ByteBuffer.wrap(message)).getFirst();
    TreeMap<Integer, String> attributes = new TreeMap<>();
    int family = read.body().s32();
    read.body()
        .attributes(
            (type, value) ->
                attributes.put(type, HexFormat.of().formatHex(value.take(value.remaining()))));
    return new DeletionBytes(Arrays.asList(read.type(), read.flags(), family), attributes);
  }

  /** What the kernel goes by: the header, the original tuple and the zone. */
  List<@Nullable Object> counting() {
    return Arrays.asList(
        header, attributes.get(Ctnetlink.CTA_TUPLE_ORIG), attributes.get(Ctnetlink.CTA_ZONE));
  }

  /** The id of the entry; fails if the request has none. */
  int id() {
    return HexFormat.fromHexDigits(attributes.get(Ctnetlink.CTA_ID));
  }
}
