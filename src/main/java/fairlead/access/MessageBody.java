package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.failure.Refused;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Reads the JSON body of a request as strictly as a socket's messages. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class MessageBody implements MessageBodyReader<MessageFields> {
  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == MessageFields.class;
  }

  @Override
  public MessageFields readFrom(
      Class<MessageFields> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    try {
      // BodyFilter has limited its size.
      ByteBuffer bytes = ByteBuffer.wrap(body.readAllBytes());
      return MessageFields.parse(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new BadRequestException("The request is not UTF-8.", e);
    } catch (Refused e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }
}
